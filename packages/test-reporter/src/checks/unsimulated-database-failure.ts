import {
  compareLocations,
  createFinding,
  NOT_APPLICABLE,
  UNKNOWN,
  type DatabaseEvidence,
  type FaultSite,
  type Finding,
  type GoodFinding,
  type TestName,
} from "@faultline/contract";
import { isDatabase } from "../evidence/database-engines.js";
import type { TestCheck, TestReview } from "./check.js";
import { concludeForAll } from "./conclude.js";
import { nearestTest } from "./nearest-test.js";
import {
  engineAt,
  evidenceAt,
  handlersOf,
  wasExecuted,
  wasNeverExecuted,
} from "./site-evidence.js";
import { count, failureNames, place, quote } from "./wording.js";

/** A database that no test ever saw fail: the same check as for outbound calls, with a criterion of its own. */
export const unsimulatedDatabaseFailure: TestCheck = {
  id: "unsimulated-failure",
  criteria: ["tests-database-errors"],
  judge(review) {
    if (
      !review.sites.some(
        ({ kind }) => kind === "database-query" || kind === "transaction" || kind === "pool",
      )
    ) {
      return NOT_APPLICABLE;
    }
    const uses = review.evidence.databases
      .filter(({ engine }) => isDatabase(engine))
      .flatMap((database) => useOf(database, review));
    if (uses.every(({ state }) => state === "unknown")) return UNKNOWN;
    return concludeForAll(review, {
      findings: uses
        .filter(({ state }) => state === "never")
        .map((use) => unsimulated(use, review)),
      good: uses.filter(({ state }) => state === "seen").map((use) => simulated(use, review)),
    });
  },
};

interface DatabaseUse {
  readonly database: DatabaseEvidence;
  /** In source order, never empty. */
  readonly sites: readonly [FaultSite, ...FaultSite[]];
  readonly state: "seen" | "never" | "unknown";
  /** A test that executed a handler around a statement. */
  readonly test?: TestName | undefined;
}

function useOf(database: DatabaseEvidence, review: TestReview): readonly DatabaseUse[] {
  const [first, ...others] = review.sites
    .filter((site) => engineAt(site, review) === database.engine)
    .toSorted((a, b) => compareLocations(a.location, b.location));
  if (!first) return [];
  const at = evidenceAt(review);
  const sites = [first, ...others] as const;
  const handlers = sites.flatMap((site) => handlersOf(site, review.sites));
  const [test] = handlers.flatMap((handler) => (wasExecuted(at(handler)) ? at(handler).tests : []));
  const isSeen = Object.keys(database.failures).length > 0 || test !== undefined;
  // Without a conversation a stub may have failed unseen, unless a handler that never ran says it did not.
  const isProved =
    database.real > 0 ||
    sites.every((site) => wasNeverExecuted(at(site))) ||
    handlers.some((handler) => wasNeverExecuted(at(handler)));
  return [{ database, sites, test, state: isSeen ? "seen" : isProved ? "never" : "unknown" }];
}

function unsimulated({ database, sites }: DatabaseUse, review: TestReview): Finding {
  const [first] = sites;
  const nearest = nearestTest(first, review);
  const { rung } = evidenceAt(review)(first);
  return createFinding({
    check: unsimulatedDatabaseFailure.id,
    criterion: "tests-database-errors",
    origin: "evidence",
    subject: database.engine,
    location: first.location,
    message:
      `No test saw ${database.engine} fail (${place(first.location)}, rung: ${rung}), neither by an error nor by a lost or silent connection. ` +
      "A violated constraint, a cancelled statement or a failover reaches code that has never run.",
    suggestion: `${nearest ? `Beside ${quote(nearest)}, write` : "Write"} one test that violates a constraint and one whose pool points at a closed port, and assert what the caller gets.`,
  });
}

function simulated({ database, sites, test }: DatabaseUse, { evidence }: TestReview): GoodFinding {
  const seen = failureNames(database.failures) || "a failure";
  const witness = test ?? evidence.invariants[0]?.tests[0];
  const where =
    witness === undefined
      ? ` in ${count(database.tests.length, "test")}`
      : `, as in ${quote(witness)}`;
  return {
    criterion: "tests-database-errors",
    message: `Tests saw ${seen} of ${database.engine}${where}.`,
    locations: sites.slice(0, 1).map(({ location }) => location),
  };
}
