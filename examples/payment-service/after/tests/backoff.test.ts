import { expect, test } from "vitest";
import { backoff } from "../src/backoff.js";

const retry = { maxAttempts: 6, baseDelayMs: 200, maxDelayMs: 2_000 };
const attempts = [1, 2, 3, 4, 5, 6];

test("doubles the bound with each attempt until it meets the cap", () => {
  const longest = attempts.map((attempt) => backoff(attempt, retry, () => 1));

  expect(longest).toEqual([200, 400, 800, 1_600, 2_000, 2_000]);
});

test("spreads the delay over everything below the bound", () => {
  expect(attempts.map((attempt) => backoff(attempt, retry, () => 0))).toEqual([0, 0, 0, 0, 0, 0]);
  expect(backoff(3, retry, () => 0.25)).toBe(200);
});

test("stays below the cap however often it is asked", () => {
  for (let attempt = 1; attempt <= 1_000; attempt += 1) {
    expect(backoff(attempt, retry)).toBeLessThanOrEqual(2_000);
  }
});
