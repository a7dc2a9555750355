import {
  createFinding,
  type CheckResult,
  type ErrorPathEvidence,
  type Finding,
} from "@faultline/contract";
import { expect, test } from "vitest";
import { summarise } from "../src/summary.js";
import { database, evidence, lines } from "./factories.js";

function handler(rung: ErrorPathEvidence["rung"]): ErrorPathEvidence {
  return { file: "src/a.ts", line: 1, kind: "catch", function: "", site: "", rung, tests: [] };
}

function finding(file: string, overrides: Partial<Finding> = {}): Finding {
  return {
    ...createFinding({
      check: "untested-error-path",
      criterion: "tests-error-paths",
      origin: "evidence",
      subject: file,
      location: { file, ...lines(12) },
      message: "The `catch` clause of `charge` is written and no test executed it. It costs.",
    }),
    ...overrides,
  };
}

function found(...findings: readonly Finding[]): readonly CheckResult[] {
  return [
    {
      check: "untested-error-path",
      criteria: [],
      judgement: { state: "judged", findings, good: [] },
    },
  ];
}

const full = evidence({
  tests: { total: 84, passed: 84, failed: 0, skipped: 0 },
  errorPaths: [handler("asserted"), handler("executed"), handler("written"), handler("unknown")],
  databases: [database({ real: 61, mocked: 3, failures: { refused: 1, timeout: 2 } })],
  outbound: [{ target: "http://127.0.0.1", real: 9, intercepted: 0, failures: {}, tests: [] }],
  concurrency: [
    { target: "POST /payments", maxInFlight: 6, sameKey: true, writes: true, tests: [] },
    { target: "POST /refunds", maxInFlight: 1, sameKey: false, writes: true, tests: [] },
    { target: "GET /payments", maxInFlight: 1, sameKey: false, writes: false, tests: [] },
  ],
});

const WRITTEN = "Evidence: .faultline/evidence.json";

test("says what the tests prove, and the worst findings first", () => {
  const results = found(
    finding("src/b.ts"),
    finding("src/z.ts", { severity: "critical" }),
    finding("src/a.ts"),
  );

  expect(summarise(full, results, WRITTEN)).toMatchInlineSnapshot(`
    "Faultline: what 84 tests prove about failure
      Error paths  2 of 4 executed, 1 asserted, 1 unknown
      Database     postgres: real 61, mocked 3; saw refused, timeout
      Dependency   http://127.0.0.1: never failed
      Concurrency  1 of 2 writing routes in flight twice at once for one key
      3 findings
        critical  untested-error-path  src/z.ts:12  The \`catch\` clause of \`charge\` …
        high  untested-error-path  src/a.ts:12  The \`catch\` clause of \`charge\` is w…
        high  untested-error-path  src/b.ts:12  The \`catch\` clause of \`charge\` is w…
      Evidence: .faultline/evidence.json"
  `);
});

test("leaves out what a project does not have", () => {
  expect(summarise(evidence(), [], WRITTEN)).toMatchInlineSnapshot(`
    "Faultline: what 1 test proves about failure
      Evidence: .faultline/evidence.json"
  `);
});

test("says first why a run can't be judged", () => {
  const partial = evidence({
    complete: false,
    incomplete: ["only tests matching 'a' ran", "another"],
  });

  expect(summarise(partial, [], WRITTEN).split("\n")[1]).toBe(
    "  Cannot judge: only tests matching 'a' ran (and 1 more reason)",
  );
});

test("says why the evidence is not on disk", () => {
  expect(summarise(evidence(), [], "evidence.json was not written: EACCES")).toContain(
    "  evidence.json was not written: EACCES",
  );
});

test("fits 15 lines of 80 columns whatever there is to say", () => {
  const many = Array.from({ length: 40 }, (_, index) => String(index));
  const crowded = evidence({
    ...full,
    complete: false,
    incomplete: many.map((index) => `${"reason ".repeat(20)}${index}`),
    outbound: many.map((index) => ({
      target: `http://${index}`,
      real: 1,
      intercepted: 0,
      failures: {},
      tests: [],
    })),
  });

  const printed = summarise(
    crowded,
    found(...many.map((index) => finding(`src/${index.repeat(60)}.ts`))),
    WRITTEN,
  ).split("\n");

  expect(printed.length).toBe(15);
  expect(Math.max(...printed.map((line) => Array.from(line).length))).toBeLessThanOrEqual(80);
  expect(printed.at(-1)).toBe("  Evidence: .faultline/evidence.json");
});

test("lets no name move the cursor or turn the text around", () => {
  const hostile = summarise(evidence(), found(finding("src/\u001b[2Ja\u202e\n.ts")), WRITTEN);

  expect(hostile).not.toContain("\u001b");
  expect(hostile).not.toContain("\u202e");
  expect(hostile.split("\n")).toHaveLength(4);
});
