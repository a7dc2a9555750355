import type { TestName } from "@faultline/contract";

/** The file of a test: `tests/a.test.ts` of `[unit] tests/a.test.ts > adds`. */
export function testFile(name: TestName): string {
  return PARTS.exec(name)?.groups?.["file"] ?? name;
}

/** What the test says of itself: `sums > adds` of `tests/a.test.ts > sums > adds`. */
export function titleOf(name: TestName): string {
  return PARTS.exec(name)?.groups?.["title"] ?? name;
}

const PARTS = /^(?:\[[^\]]*\] )?(?<file>.*?) > (?<title>.*)$/s;
