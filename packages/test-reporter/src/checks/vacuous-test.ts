import {
  createFinding,
  NOT_APPLICABLE,
  UNKNOWN,
  type Finding,
  type TestEvidence,
} from "@faultline/contract";
import { grouped } from "../evidence/ordering.js";
import type { TestCheck } from "./check.js";
import { testFile, titleOf } from "./test-name.js";
import { count, list, quote } from "./wording.js";

/**
 * Tests that passed and asserted nothing. A file none of whose tests asserts in a way that can be
 * seen may use an assertion library that is not known, so it is left alone.
 */
export const vacuousTest: TestCheck = {
  id: "vacuous-test",
  criteria: ["tests-assertions"],
  judge({ evidence: { observed } }) {
    const passed = observed.filter(({ state }) => state === "passed");
    if (passed.length === 0) return NOT_APPLICABLE;
    if (passed.every(({ assertions }) => assertions === 0)) return UNKNOWN;
    const files = [...grouped(passed, ({ name }) => testFile(name))];
    const asserting = passed.filter(({ assertions }) => assertions > 0).length;
    return {
      state: "judged",
      findings: files.flatMap(([file, tests]) => finding(file, tests)),
      good: [
        {
          criterion: "tests-assertions",
          message: `${String(asserting)} of ${count(passed.length, "test")} that passed assert something.`,
          locations: [],
        },
      ],
    };
  },
};

function finding(file: string, tests: readonly TestEvidence[]): readonly Finding[] {
  const vacuous = tests.filter(({ assertions }) => assertions === 0);
  if (vacuous.length === 0 || vacuous.length === tests.length) return [];
  const shown = vacuous.slice(0, 3).map(({ name }) => quote(titleOf(name)));
  const more = vacuous.length - shown.length;
  const named = list(more > 0 ? [...shown, `${String(more)} more`] : shown);
  return [
    createFinding({
      check: vacuousTest.id,
      criterion: "tests-assertions",
      origin: "evidence",
      subject: file,
      location: { file, line: 1, column: 1, endLine: 1, endColumn: 1 },
      message:
        `${named} in ${file} passed without asserting anything. ` +
        "Such a test fails only when something throws, so a wrong result goes to production under a green check.",
      suggestion:
        "Assert what the code returned, sent or stored, or say with `expect(…).resolves` or `not.toThrow()` that not throwing is the point.",
    }),
  ];
}
