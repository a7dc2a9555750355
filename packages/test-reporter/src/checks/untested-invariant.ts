import { UNKNOWN } from "@faultline/contract";
import type { TestCheck } from "./check.js";
import { count, list } from "./wording.js";

/**
 * Constraints that a real database enforced in a test. Which constraints there are is not known
 * yet, so it can say that some were tested, never that one was not.
 */
export const untestedInvariant: TestCheck = {
  id: "untested-invariant",
  criteria: ["tests-invariants"],
  judge({ evidence: { invariants } }) {
    if (invariants.length === 0) return UNKNOWN;
    const tests = new Set(invariants.flatMap((invariant) => invariant.tests));
    const codes = list(invariants.map(({ code }) => code));
    return {
      state: "judged",
      findings: [],
      good: [
        {
          criterion: "tests-invariants",
          message: `The database enforced ${codes} in ${count(tests.size, "test")}.`,
          locations: [],
        },
      ],
    };
  },
};
