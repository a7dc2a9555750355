import { criterion } from "@faultline/contract";
import { expect, test } from "vitest";
import { judgeTests, TEST_CHECKS } from "../../src/checks/index.js";
import { evidence } from "../factories.js";

test("names only checks that the catalogue gives their criteria", () => {
  for (const { id, criteria } of TEST_CHECKS) {
    for (const decided of criteria) expect(criterion(decided).checks).toContain(id);
  }
});

test("decides each criterion in one place", () => {
  const decided = TEST_CHECKS.flatMap(({ criteria }) => criteria);

  expect(decided).toEqual([...new Set(decided)]);
});

test("finds nothing in a project without sites", () => {
  const results = judgeTests({ sites: [], evidence: evidence() });

  expect(results.flatMap(({ judgement }) => judgement.findings)).toEqual([]);
  expect(results.map(({ check, judgement }) => `${check}: ${judgement.state}`))
    .toMatchInlineSnapshot(`
      [
        "happy-path-only: not-applicable",
        "untested-error-path: not-applicable",
        "unsimulated-failure: not-applicable",
        "unsimulated-failure: not-applicable",
        "database-always-mocked: not-applicable",
        "no-concurrency-test: not-applicable",
        "untested-invariant: unknown",
        "unproven-mechanism: not-applicable",
        "untested-route: not-applicable",
        "untested-health-check: not-applicable",
        "untested-pool: not-applicable",
        "untested-boundary: not-applicable",
        "vacuous-test: not-applicable",
        "nondeterministic-test: not-applicable",
        "mocked-subject: judged",
      ]
    `);
});
