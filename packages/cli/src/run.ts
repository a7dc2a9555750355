import { keepDiskAtRest } from "@faultline/analysis";
import type { Verdict } from "@faultline/contract";
import { loadConfig } from "./config.js";
import { judge } from "./judge/judge.js";
import { collect, type Collected } from "./review/collect.js";
import { joinAll } from "./review/join.js";
import { setupOf, type ReviewRequest } from "./review/request.js";

export type { ReviewRequest } from "./review/request.js";

/** A verdict, with what a baseline is made from. */
export interface Review {
  readonly verdict: Verdict;
  readonly collected: Collected;
}

/** Collects, joins and judges: the whole review but for the tests and the wording. */
export async function review(request: ReviewRequest): Promise<Review> {
  const { config, file } = await loadConfig(request.root);
  const goOn = keepDiskAtRest();
  try {
    const collected = await collect(request, setupOf(request, config, file));
    return { verdict: judge(await joinAll(collected)), collected };
  } finally {
    goOn();
  }
}
