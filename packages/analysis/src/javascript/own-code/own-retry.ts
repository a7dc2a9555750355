import { absent, present, unknown, type Fact, type RetryHelperSetting } from "@faultline/contract";
import { retry } from "../kinds/retry.js";
import type { Recognise } from "../recogniser.js";

/** Recognises the calls of a retry helper that settings describe. */
export function ownRetry(helper: RetryHelperSetting): Recognise {
  const { work = 0, retries, backoff, jitter, attemptLimit } = helper;
  const mechanisms = {
    backoff: fact(
      backoff,
      "it does not wait longer each time, as the settings say",
      "double the pause each time",
    ),
    jitter: fact(jitter, "clients that failed together retry together", "make the pause random"),
    "attempt-limit": fact(
      attemptLimit ?? (retries === undefined ? undefined : true),
      "it repeats for as long as the call fails, as the settings say",
      "attempt <= 5",
    ),
  };
  return (call) =>
    retry(call, {
      work: call.argument(work),
      attempts: retries === undefined ? undefined : retries + 1,
      mechanisms,
    });
}

function fact(isThere: boolean | undefined, without: string, remedy: string): Fact {
  if (isThere === undefined) return unknown("the settings don't say");
  return isThere ? present("so the settings say") : absent(without, remedy);
}
