import type { Finding } from "@faultline/contract";
import type { TestCheck, TestReview } from "../../src/checks/check.js";

/** A check's findings as a reader meets them. */
export function findingsOf(check: TestCheck, review: TestReview): readonly string[] {
  return check.judge(review).findings.map(asText);
}

/** What a check found good. */
export function goodOf(check: TestCheck, review: TestReview): readonly string[] {
  return check.judge(review).good.map(({ message }) => message);
}

function asText({
  location,
  criterion,
  alsoUnmet = [],
  related = [],
  message,
  suggestion = "",
}: Finding): string {
  const places = [location, ...related].map(({ file, line }) => `${file}:${String(line)}`);
  return [[criterion, ...alsoUnmet].join(", "), places.join(", "), message, suggestion].join("\n");
}
