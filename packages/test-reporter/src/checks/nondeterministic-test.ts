import { createFinding, NOT_APPLICABLE, type Finding } from "@faultline/contract";
import { isLoopback } from "../evidence/origin.js";
import type { TestCheck, TestReview } from "./check.js";
import { testFile, titleOf } from "./test-name.js";
import { count, list, quote } from "./wording.js";

/** Tests that ended differently in one run, and tests that went to a machine elsewhere. */
export const nondeterministicTest: TestCheck = {
  id: "nondeterministic-test",
  criteria: ["tests-deterministic"],
  judge(review) {
    const { observed } = review.evidence;
    if (observed.length === 0) return NOT_APPLICABLE;
    const findings = [...flaky(review), ...outside(review)];
    const good = {
      criterion: "tests-deterministic",
      message: `None of ${count(observed.length, "test")} left this machine, or passed only when it was repeated.`,
      locations: [],
    } as const;
    return { state: "judged", findings, good: findings.length === 0 ? [good] : [] };
  },
};

function flaky({ evidence }: TestReview): readonly Finding[] {
  return evidence.observed
    .filter((test) => test.flaky)
    .map(({ name }) =>
      createFinding({
        ...HEAD,
        subject: `flaky ${name}`,
        location: startOf(testFile(name)),
        message:
          `${quote(titleOf(name))} failed and then passed when it was repeated, on the same code. ` +
          "A test that ends as it likes hides a race of the code behind it, and teaches people to run it again.",
        suggestion:
          "Find what differs between the runs (time, order, shared state, a reply that overtakes another) and make it fixed or waited for; then take the retry away.",
      }),
    );
}

function outside({ evidence }: TestReview): readonly Finding[] {
  return evidence.outbound
    .filter(({ target, real }) => real > 0 && isElsewhere(target))
    .flatMap(({ target, tests }) => {
      const [first] = tests;
      if (first === undefined) return [];
      const others = tests.length - 1;
      const named = list([quote(first), ...(others > 0 ? [count(others, "other test")] : [])]);
      return [
        createFinding({
          ...HEAD,
          subject: `outside ${target}`,
          location: startOf(testFile(first)),
          message:
            `${named} talked to ${target} for real. ` +
            "When it is slow, changed or unreachable, the suite fails for a reason that is not in the change, or stops proving anything.",
          suggestion: `Let a local server of the test stand in for ${target}, and keep one test apart that checks the real one on a schedule.`,
        }),
      ];
    });
}

const HEAD = {
  check: "nondeterministic-test",
  criterion: "tests-deterministic",
  origin: "evidence",
} as const;

/** A name without a dot, or a private address, is a container or service that the test run brought along. */
function isElsewhere(target: string): boolean {
  if (isLoopback(target) || !URL.canParse(target)) return false;
  const { hostname } = new URL(target);
  const isPrivate = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|\[f[cd])/.test(hostname);
  const isLocalName = /(?:^|\.)(?:localhost|local|internal|test|docker)$/.test(hostname);
  return !isPrivate && !isLocalName && (hostname.includes(".") || hostname.startsWith("["));
}

function startOf(file: string) {
  return { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
}
