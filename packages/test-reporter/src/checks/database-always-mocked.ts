import {
  compareLocations,
  createFinding,
  NOT_APPLICABLE,
  UNKNOWN,
  type DatabaseEvidence,
  type FaultSite,
  type Finding,
  type GoodFinding,
} from "@faultline/contract";
import { isDataAccess, isDatabase } from "../evidence/database-engines.js";
import type { TestCheck, TestReview } from "./check.js";
import { concludeForOne } from "./conclude.js";
import { nearestTest } from "./nearest-test.js";
import { engineAt, evidenceAt, wasExecuted } from "./site-evidence.js";
import { count, place, quote } from "./wording.js";

/** Data access that ran only in tests without a conversation with a database. */
export const databaseAlwaysMocked: TestCheck = {
  id: "database-always-mocked",
  criteria: ["tests-real-database"],
  judge(review) {
    const databases = review.evidence.databases.filter(({ engine }) => isDatabase(engine));
    if (!review.sites.some(isDataAccess)) return NOT_APPLICABLE;
    const findings = databases
      .filter(isAlwaysMocked)
      .flatMap((database) => alwaysMocked(database, review));
    const good = databases
      .filter(({ real }) => real > 0)
      .map((database) => realDatabase(database, review));
    if (findings.length === 0 && good.length === 0) return UNKNOWN;
    return concludeForOne(review, { findings, good });
  },
};

function isAlwaysMocked({ real, emulated, mocked }: DatabaseEvidence): boolean {
  return real === 0 && emulated === 0 && mocked > 0;
}

function alwaysMocked(database: DatabaseEvidence, review: TestReview): readonly Finding[] {
  const at = evidenceAt(review);
  const [first, ...others] = dataAccess(database, review).filter((site) => wasExecuted(at(site)));
  if (!first) return [];
  const elsewhere = firstOfEachFile(others).filter(
    ({ location }) => location.file !== first.location.file,
  );
  const nearest = nearestTest(first, review);
  return [
    createFinding({
      check: databaseAlwaysMocked.id,
      criterion: "tests-real-database",
      origin: "evidence",
      subject: database.engine,
      location: first.location,
      ...(elsewhere.length > 0 && { related: elsewhere.map(({ location }) => location) }),
      message:
        `${count(database.mocked, "test")} ran ${database.module} statements (first: ${place(first.location)}, rung: executed) and none ${reached(database)}. ` +
        "A wrong column, a missing constraint or a broken migration passes such tests and fails in production.",
      suggestion: remedy(database, nearest ? quote(nearest) : "one of them"),
    }),
  ];
}

/** SQLite is a library: nothing has to be started, and there is no conversation to hold. */
function remedy({ engine }: DatabaseEvidence, test: string): string {
  return engine === "sqlite"
    ? `Open a database in memory or in a temporary file for the tests, with the real migrations, and let ${test} use it instead of its double.`
    : `Start ${engine} for the tests (a service in CI, a container locally) and let ${test} use it instead of its double.`;
}

function reached({ engine }: DatabaseEvidence): string {
  return engine === "sqlite" ? "reached a SQLite database" : `held a conversation with ${engine}`;
}

function realDatabase(database: DatabaseEvidence, review: TestReview): GoodFinding {
  const at = evidenceAt(review);
  const real = dataAccess(database, review).filter((site) => at(site).rung === "real");
  return {
    criterion: "tests-real-database",
    message: `${count(database.real, "test")} ${database.engine === "sqlite" ? "ran statements in a real SQLite" : `held a conversation with a real ${database.engine}`}${database.mocked > 0 ? `; ${String(database.mocked)} ran data access without one` : ""}.`,
    locations: firstOfEachFile(real).map(({ location }) => location),
  };
}

function dataAccess({ engine }: DatabaseEvidence, review: TestReview): readonly FaultSite[] {
  return review.sites
    .filter((site) => isDataAccess(site) && engineAt(site, review) === engine)
    .toSorted((a, b) => compareLocations(a.location, b.location));
}

function firstOfEachFile(sites: readonly FaultSite[]): readonly FaultSite[] {
  const firsts = new Map(sites.toReversed().map((site) => [site.location.file, site]));
  return sites.filter((site) => firsts.get(site.location.file) === site);
}
