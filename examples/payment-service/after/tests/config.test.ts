import { expect, test } from "vitest";
import { readConfig } from "../src/config.js";

const environment = {
  DATABASE_URL: "postgres://localhost/payments",
  PROCESSOR_URL: "https://processor.example",
  PROCESSOR_API_KEY: "key",
};

test("needs to be told only what has no safe default", () => {
  expect(readConfig(environment)).toMatchObject({
    port: 8080,
    database: { url: "postgres://localhost/payments", maxConnections: 10 },
    processor: {
      url: "https://processor.example",
      apiKey: "key",
      timeoutMs: 2_000,
      retry: { maxAttempts: 4, baseDelayMs: 200, maxDelayMs: 2_000 },
    },
  });
});

test.each(["DATABASE_URL", "PROCESSOR_URL", "PROCESSOR_API_KEY"])(
  "refuses to start without %s",
  (name) => {
    expect(() => readConfig({ ...environment, [name]: "" })).toThrow(`${name} must be set`);
  },
);

test("refuses a limit that is no number", () => {
  expect(() => readConfig({ ...environment, PROCESSOR_TIMEOUT_MS: "2s" })).toThrow(
    'PROCESSOR_TIMEOUT_MS must be a whole number, not "2s"',
  );
});
