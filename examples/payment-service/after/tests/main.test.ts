import { expect, inject, test, vi } from "vitest";
import { get } from "./support/payments.js";

test("serves from the environment’s configuration until SIGTERM", async () => {
  vi.stubEnv("PORT", "0");
  vi.stubEnv("LOG_LEVEL", "silent");
  vi.stubEnv("SHUTDOWN_DRAIN_MS", "0");
  vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
  vi.stubEnv("PROCESSOR_URL", "http://127.0.0.1:9");
  vi.stubEnv("PROCESSOR_API_KEY", "test-key");

  const { app, pool } = await import("../src/main.js");
  const url = app.listeningOrigin;
  expect((await get(`${url}/health/ready`)).status).toBe(200);

  process.emit("SIGTERM", "SIGTERM");

  await vi.waitFor(() => expect(pool.ended).toBe(true));
  await expect(get(`${url}/health/ready`)).rejects.toThrow("fetch failed");
});
