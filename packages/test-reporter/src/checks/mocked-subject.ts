import {
  createFinding,
  NOT_APPLICABLE,
  type Finding,
  type MockEvidence,
  type TestName,
} from "@faultline/contract";
import type { TestCheck, TestReview } from "./check.js";
import { concludeForAll } from "./conclude.js";
import { evidenceAt, sitesOfFile, wasExecuted } from "./site-evidence.js";
import { testFile } from "./test-name.js";
import { count, quote } from "./wording.js";

/**
 * A test file that mocks the source file whose name it carries, and runs nothing of it. Silent where
 * the name fits several files, and where it can't be told what ran.
 */
export const mockedSubject: TestCheck = {
  id: "mocked-subject",
  criteria: ["tests-mock-properly"],
  judge(review) {
    if (review.evidence.tests.total === 0) return NOT_APPLICABLE;
    const findings = review.evidence.mocks
      .filter(({ kind }) => kind === "mock")
      .flatMap((mock) => mockedSubjects(mock, review));
    return concludeForAll(review, { findings, good: [] });
  },
};

function mockedSubjects(mock: MockEvidence, review: TestReview): readonly Finding[] {
  return testsByFile(mock)
    .filter(([file]) => isSubject(mock.module, file, review))
    .filter(([file]) => ranNothingOf(mock.module, file, review))
    .map(([file, tests]) => finding(mock.module, file, tests));
}

function finding(subject: string, file: string, tests: readonly TestName[]): Finding {
  const [first = file] = tests;
  return createFinding({
    check: mockedSubject.id,
    criterion: "tests-mock-properly",
    origin: "evidence",
    subject,
    location: { file, line: 1, column: 1, endLine: 1, endColumn: 1 },
    message:
      `This file mocks \`${subject}\`, the module it is named after, and ${count(tests.length, "test")} of it ran none of that module's code. ` +
      "Whatever breaks in it, these tests pass.",
    suggestion: `Let ${quote(first)} import the module itself, and mock what it calls instead.`,
  });
}

function testsByFile({ tests }: MockEvidence): readonly (readonly [string, readonly TestName[]])[] {
  const files = new Map<string, TestName[]>();
  for (const test of tests) {
    const file = testFile(test);
    files.set(file, [...(files.get(file) ?? []), test]);
  }
  return [...files];
}

/** True where the test file has the name of this source file: the one beside it, or the only one there is. */
function isSubject(module: string, file: string, { evidence }: TestReview): boolean {
  const name = stemOf(file.replace(TEST_ENDING, ""));
  if (!TEST_ENDING.test(file) || stemOf(module) !== name) return false;
  const sameName = evidence.sources.filter((source) => stemOf(source.file) === name);
  const beside = sameName.filter((source) => folderOf(source.file) === folderOf(file));
  const candidates = beside.length > 0 ? beside : sameName;
  return candidates.length === 1 && candidates[0]?.file === module;
}

const TEST_ENDING = /[.-](?:test|spec)\.[cm]?[jt]sx?$/;

/** `payments` of `src/payments.ts`. */
function stemOf(file: string): string {
  return file.slice(file.lastIndexOf("/") + 1).replace(/\.[cm]?[jt]sx?$/, "");
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf("/") + 1);
}

/** True where the file has code of which it is known that no test of the test file ran it. */
function ranNothingOf(module: string, file: string, review: TestReview): boolean {
  const evidence = sitesOfFile(review.sites, module).map(evidenceAt(review));
  const known = evidence.filter(({ rung }) => rung !== "unknown");
  return (
    known.length > 0 &&
    known.every(
      (site) =>
        // Of code that ran it must be known in which tests.
        (site.tests.length > 0 || !wasExecuted(site)) &&
        !site.tests.some((test) => testFile(test) === file),
    )
  );
}
