import type { Evidence, FaultSite } from "@faultline/contract";
import type { TestRun } from "../test-run.js";
import { analyseSources } from "./analyse-sources.js";
import { concurrencyEvidence } from "./concurrency.js";
import { databaseContacts } from "./database-contacts.js";
import { databaseEvidence, enginesOf } from "./databases.js";
import { errorPathEvidence } from "./error-paths.js";
import { invariantEvidence } from "./invariants.js";
import { mockEvidence } from "./mocks.js";
import { sortedNames } from "./ordering.js";
import { outboundEvidence } from "./outbound.js";
import { routeEvidence } from "./routes.js";
import { runFacts, type RunFacts } from "./run-facts.js";
import { siteEvidence } from "./site-rungs.js";
import { sourceDigests } from "./source-digests.js";
import type { SourceFile } from "./source-file.js";

/** What a run proved about a project's sources. A file that does not parse makes it incomplete. */
export function buildEvidence(run: TestRun, sources: readonly SourceFile[]): Evidence {
  const { sites, problems } = analyseSources(sources);
  return buildEvidenceFromSites(
    { ...run, incomplete: [...run.incomplete, ...problems] },
    sites,
    sources,
  );
}

/** What a run proved about sites that are known already. */
export function buildEvidenceFromSites(
  run: TestRun,
  sites: readonly FaultSite[],
  sources: readonly SourceFile[],
): Evidence {
  const facts = runFacts(run, sites);
  const met = enginesOf(facts).map((engine) => ({
    engine,
    contacts: databaseContacts(facts, engine),
  }));
  const contacts = met.flatMap((engine) => engine.contacts);
  return {
    schemaVersion: 1,
    runner: run.runner,
    complete: run.incomplete.length === 0,
    incomplete: run.incomplete,
    tests: run.totals,
    databases: met.map((engine) => databaseEvidence(facts, engine.engine, engine.contacts)),
    routes: routeEvidence(facts),
    outbound: outboundEvidence(facts),
    errorPaths: errorPathEvidence(facts),
    invariants: invariantEvidence(contacts),
    mocks: mockEvidence(facts),
    concurrency: concurrencyEvidence(facts),
    vacuousTests: vacuousTests(run, facts),
    sites: siteEvidence(facts, contacts),
    sources: sourceDigests(sources),
  };
}

function vacuousTests(run: TestRun, { tests }: RunFacts): readonly string[] {
  const passed = new Set(
    run.tests.filter(({ state }) => state === "passed").map(({ name }) => name),
  );
  return sortedNames(
    tests
      .filter(({ name, observation }) => passed.has(name) && observation.assertions.count === 0)
      .map(({ name }) => name),
  );
}
