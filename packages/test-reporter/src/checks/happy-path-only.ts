import {
  createFinding,
  NOT_APPLICABLE,
  UNKNOWN,
  type Finding,
  type GoodFinding,
} from "@faultline/contract";
import type { TestCheck, TestReview } from "./check.js";
import { concludeForAll } from "./conclude.js";
import { filesWithHandlers, type FileWithHandlers } from "./files-with-handlers.js";
import { nearestTest } from "./nearest-test.js";
import { count, handlerName, place, quote } from "./wording.js";

/** A file with error handlers none of which any test executed: its tests never make anything fail. */
export const happyPathOnly: TestCheck = {
  id: "happy-path-only",
  criteria: ["tests-not-happy-only"],
  judge(review) {
    const files = filesWithHandlers(review);
    const known = files.filter(({ executed, written }) => executed.length + written.length > 0);
    if (files.length === 0) return NOT_APPLICABLE;
    if (known.length === 0) return UNKNOWN;
    return concludeForAll(review, {
      findings: known.flatMap((file) => happyOnly(file, review)),
      good: failingFiles(known),
    });
  },
};

function happyOnly(
  { file, executed, written }: FileWithHandlers,
  review: TestReview,
): readonly Finding[] {
  const [first, ...others] = written;
  if (!first || executed.length > 0) return [];
  const nearest = nearestTest(first, review);
  const where = `${handlerName(first)} at ${place(first.location)}`;
  const subject =
    others.length === 0
      ? `The only error handler of ${file}, the ${where}, is written and no test executed it`
      : `None of the ${String(written.length)} error handlers of ${file} is more than written (the first is the ${where})`;
  return [
    createFinding({
      check: happyPathOnly.id,
      criterion: "tests-not-happy-only",
      alsoUnmet: ["tests-error-paths"],
      origin: "evidence",
      subject: file,
      location: first.location,
      ...(others.length > 0 && { related: others.map(({ location }) => location) }),
      message: `${subject}. Its tests know only the happy path, so every failure there is met for the first time in production.`,
      suggestion: nearest
        ? `Start with ${quote(nearest)}: make one dependency of ${file} fail in a copy of it, and assert the outcome.`
        : `Write one test that makes a dependency of ${file} fail, and assert the outcome.`,
    }),
  ];
}

function failingFiles(known: readonly FileWithHandlers[]): readonly GoodFinding[] {
  const tested = known.flatMap(({ executed }) => executed.slice(0, 1));
  if (tested.length === 0) return [];
  return [
    {
      criterion: "tests-not-happy-only",
      message: `Tests make something fail in ${String(tested.length)} of ${count(known.length, "file")} with error handlers.`,
      locations: tested.map(({ location }) => location),
    },
  ];
}
