import type { RetryConfig } from "./config.js";

/**
 * How long to wait after a failed attempt, the first being 1: anything up to a bound that doubles
 * with each attempt until `maxDelayMs`, so that clients that failed together do not return together.
 */
export function backoff(
  attempt: number,
  { baseDelayMs, maxDelayMs }: RetryConfig,
  random: () => number = Math.random,
): number {
  return random() * Math.min(maxDelayMs, baseDelayMs * 2 ** (attempt - 1));
}
