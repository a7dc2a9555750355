import type { MockEvidence } from "@faultline/contract";
import { expect, test } from "vitest";
import { mockedSubject } from "../../src/checks/mocked-subject.js";
import { executedIn, review, site } from "../factories.js";
import { findingsOf } from "./texts.js";

const call = site("outbound-call", { file: "src/payments.ts" });
const sources = [{ file: "src/payments.ts", digest: "" }];

function mocking(module: string, ...tests: readonly string[]): readonly MockEvidence[] {
  return [{ module, kind: "mock", tests }];
}

test("reports a test file that mocks the module it is named after", () => {
  const mocks = mocking(
    "src/payments.ts",
    "tests/payments.test.ts > pays",
    "tests/server.test.ts > answers",
  );

  expect(findingsOf(mockedSubject, review([[call, {}]], { mocks, sources })))
    .toMatchInlineSnapshot(`
    [
      "tests-mock-properly
    tests/payments.test.ts:1
    This file mocks \`src/payments.ts\`, the module it is named after, and 1 test of it ran none of that module's code. Whatever breaks in it, these tests pass.
    Let "tests/payments.test.ts > pays" import the module itself, and mock what it calls instead.",
    ]
  `);
});

test.each([
  ["another module", mocking("src/mail.ts", "tests/payments.test.ts > pays")],
  ["a package", mocking("payments", "tests/payments.test.ts > pays")],
  [
    "a module that another file tests",
    mocking("src/payments.ts", "tests/server.test.ts > answers"),
  ],
  ["nothing", []],
])("is silent where the file mocks %s", (_case, mocks) => {
  expect(findingsOf(mockedSubject, review([[call, {}]], { mocks, sources }))).toEqual([]);
});

const mocks = mocking("src/payments.ts", "tests/payments.test.ts > pays");

test("is silent where a part of the module is left and ran", () => {
  const reviewed = review([[call, executedIn("tests/payments.test.ts > refunds")]], {
    mocks,
    sources,
  });

  expect(findingsOf(mockedSubject, reviewed)).toEqual([]);
});

test("is silent where the module is only spied on", () => {
  const spied = mocks.map((mock) => ({ ...mock, kind: "spy" as const }));

  expect(findingsOf(mockedSubject, review([[call, {}]], { mocks: spied, sources }))).toEqual([]);
});

test.each([
  ["nothing in it is known", []],
  ["what ran is unknown", [[call, { rung: "unknown" }]]],
  ["it ran in tests that are not known", [[call, { rung: "executed" }]]],
] as const)("can't tell where %s", (_case, proofs) => {
  expect(findingsOf(mockedSubject, review(proofs, { mocks, sources }))).toEqual([]);
});

test("can't tell which of two files of that name is meant", () => {
  const other = { file: "src/api/payments.ts", digest: "" };
  const reviewed = review([[call, {}]], { mocks, sources: [...sources, other] });

  expect(findingsOf(mockedSubject, reviewed)).toEqual([]);
});

test("takes the file beside the test for the one that is meant", () => {
  const beside = mocking("src/payments.ts", "src/payments.test.ts > pays");
  const other = { file: "src/api/payments.ts", digest: "" };
  const reviewed = review([[call, {}]], { mocks: beside, sources: [...sources, other] });

  expect(findingsOf(mockedSubject, reviewed)).toHaveLength(1);
});
