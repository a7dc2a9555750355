import type { FaultSite, SiteEvidence, TestName } from "@faultline/contract";
import type { EngineInRun } from "./databases.js";
import { isDatabase, isOpenToEngines } from "./database-engines.js";
import { errorPathRung, executionRung, testsThatAssertFailure } from "./error-paths.js";
import { compareText, sortedNames } from "./ordering.js";
import type { RunFacts } from "./run-facts.js";

/** Every fault site with the rung the tests reached; what its dependency did is told by the tests. */
export function siteEvidence(
  facts: RunFacts,
  engines: readonly EngineInRun[],
): readonly Omit<SiteEvidence, "failures">[] {
  const asserting = testsThatAssertFailure(facts);
  const real = testsWithRealContact(facts, engines);
  const engineBehind = new Map(
    engines.flatMap(({ engine, sites }) => sites.map(({ id }) => [id, engine as string] as const)),
  );
  return facts.sites
    .toSorted((a, b) => compareText(a.id, b.id))
    .map((site) => {
      const tests = facts.ran.get(site.id) ?? [];
      const meets = dependencyOf(site, engineBehind.get(site.id));
      return {
        id: site.id,
        rung: rungOf(site, { facts, asserting, isReal: tests.some((test) => real(meets, test)) }),
        ...(meets !== undefined && { meets }),
        tests: sortedNames(tests),
      };
    });
}

/** What a site meets in a test: a database engine, any database, a dependency over HTTP, or any of them. */
function dependencyOf(site: FaultSite, engine: string | undefined): string | undefined {
  const { kind } = site;
  if (kind === "outbound-call" || kind === "client") return engine ?? "http";
  // What a retry repeats or a breaker guards may be any dependency, and is often called in another function.
  if (kind === "retry" || kind === "circuit-breaker") return "any";
  return engine ?? (isOpenToEngines(site) ? "database" : undefined);
}

interface Seen {
  readonly facts: RunFacts;
  readonly asserting: ReadonlySet<TestName>;
  readonly isReal: boolean;
}

function rungOf(site: FaultSite, { facts, asserting, isReal }: Seen): SiteEvidence["rung"] {
  if (site.kind === "error-handler") return errorPathRung(site, facts, asserting);
  return isReal ? "real" : executionRung(facts.hasRun.get(site.id));
}

/** Whether a test met a dependency over a live socket, or in an engine of its own process. */
function testsWithRealContact(
  facts: RunFacts,
  engines: readonly EngineInRun[],
): (meets: string | undefined, test: TestName) => boolean {
  const http = new Set(
    facts.tests.filter(({ calls }) => calls.some(({ live }) => live)).map(({ name }) => name),
  );
  const contacts = new Map(engines.map((engine) => [engine.engine as string, engine.contacts]));
  const inDatabase = (engine: string, test: TestName): boolean =>
    contacts.get(engine)?.get(test)?.met === "real";
  return (meets, test) => {
    if (meets === undefined) return false;
    if (meets === "http") return http.has(test);
    if (meets !== "any" && meets !== "database") return inDatabase(meets, test);
    if (meets === "any" && http.has(test)) return true;
    return [...contacts.keys()].some(
      (engine) => (meets === "any" || isDatabase(engine)) && inDatabase(engine, test),
    );
  };
}
