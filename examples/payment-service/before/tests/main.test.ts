import { expect, inject, test, vi } from "vitest";
import { get } from "./support/payments.js";

test("serves from the environment’s configuration until SIGTERM", async () => {
  vi.stubEnv("PORT", "0");
  vi.stubEnv("LOG_LEVEL", "silent");
  vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
  vi.stubEnv("PROCESSOR_URL", "http://127.0.0.1:9");
  vi.stubEnv("PROCESSOR_API_KEY", "test-key");

  const { app, pool } = await import("../src/main.js");
  const url = app.listeningOrigin;
  const unknown = "/payments/00000000-0000-4000-8000-000000000000";
  expect((await get(url + unknown)).status).toBe(404);

  process.emit("SIGTERM", "SIGTERM");

  await vi.waitFor(() => expect(pool.ended).toBe(true));
  await expect(get(url + unknown)).rejects.toThrow("fetch failed");
});
