import type { CheckResult } from "@faultline/contract";
import type { TestCheck, TestReview } from "./check.js";
import { databaseAlwaysMocked } from "./database-always-mocked.js";
import { happyPathOnly } from "./happy-path-only.js";
import { mockedSubject } from "./mocked-subject.js";
import { noConcurrencyTest } from "./no-concurrency-test.js";
import { nondeterministicTest } from "./nondeterministic-test.js";
import { unprovenMechanism } from "./unproven-mechanism.js";
import { unsimulatedDatabaseFailure } from "./unsimulated-database-failure.js";
import { unsimulatedFailure } from "./unsimulated-failure.js";
import { untestedBoundary } from "./untested-boundary.js";
import { untestedErrorPath } from "./untested-error-path.js";
import { untestedHealthCheck } from "./untested-health-check.js";
import { untestedInvariant } from "./untested-invariant.js";
import { untestedPool } from "./untested-pool.js";
import { untestedRoute } from "./untested-route.js";
import { vacuousTest } from "./vacuous-test.js";

export type { TestCheck, TestReview } from "./check.js";

/** The checks of the testing lens. */
export const TEST_CHECKS: readonly TestCheck[] = [
  happyPathOnly,
  untestedErrorPath,
  unsimulatedFailure,
  unsimulatedDatabaseFailure,
  databaseAlwaysMocked,
  noConcurrencyTest,
  untestedInvariant,
  unprovenMechanism,
  untestedRoute,
  untestedHealthCheck,
  untestedPool,
  untestedBoundary,
  vacuousTest,
  nondeterministicTest,
  mockedSubject,
];

/** Runs every check. An id occurs twice where one name covers criteria that are judged apart. */
export function judgeTests(review: TestReview): readonly CheckResult[] {
  return TEST_CHECKS.map((check) => ({
    check: check.id,
    criteria: check.criteria,
    judgement: check.judge(review),
  }));
}
