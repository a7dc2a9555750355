import {
  type FailureCounts,
  type FailureKind,
  type FaultSite,
  type SiteEvidence,
  type TestName,
} from "@faultline/contract";
import type { DatabaseContact } from "./database-contacts.js";
import { engineOf, isOpenToEngines } from "./database-engines.js";
import { errorPathRung, executionRung, testsThatAssertFailure } from "./error-paths.js";
import { countFailures, failureOfExchange } from "./failures.js";
import { compareText, sortedNames } from "./ordering.js";
import type { RunFacts } from "./run-facts.js";

/** Every fault site with the rung the tests reached, and the failures they saw at its dependency. */
export function siteEvidence(
  facts: RunFacts,
  contacts: readonly DatabaseContact[],
): readonly SiteEvidence[] {
  const asserting = testsThatAssertFailure(facts);
  return facts.sites
    .toSorted((a, b) => compareText(a.id, b.id))
    .map((site) => {
      const tests = facts.ran.get(site.id);
      const seen = encounters(site, new Set(tests), facts, contacts);
      return {
        id: site.id,
        rung:
          site.kind === "error-handler"
            ? errorPathRung(site, facts, asserting)
            : rungOf(facts.hasRun.get(site.id), seen),
        failures: failuresOf(seen),
        tests: sortedNames(tests ?? []),
      };
    });
}

/** One time that a test met the dependency behind a site. */
interface Encounter {
  readonly isReal: boolean;
  readonly failures: readonly FailureKind[];
}

function encounters(
  site: FaultSite,
  ran: ReadonlySet<TestName>,
  facts: RunFacts,
  contacts: readonly DatabaseContact[],
): readonly Encounter[] {
  if (ran.size === 0) return [];
  const engine = engineOf(site);
  const atDatabase = contacts
    .filter(({ test }) => ran.has(test))
    .map((contact) => ({ ...contact, isReal: contact.met === "real" }));
  if (engine) return atDatabase.filter((contact) => contact.engine === engine);
  if (isOpenToEngines(site)) return atDatabase;
  if (site.kind === "outbound-call" || site.kind === "client") return overHttp(facts, ran);
  // What a retry repeats may be any dependency, and is often called in another function.
  return site.kind === "retry" ? [...overHttp(facts, ran), ...atDatabase] : [];
}

function overHttp(facts: RunFacts, ran: ReadonlySet<TestName>): readonly Encounter[] {
  return facts.tests
    .filter(({ name }) => ran.has(name))
    .flatMap(({ calls }) =>
      calls.map((call) => {
        const failure = failureOfExchange(call);
        return { isReal: call.live, failures: failure ? [failure] : [] };
      }),
    );
}

function rungOf(hasRun: boolean | undefined, seen: readonly Encounter[]): SiteEvidence["rung"] {
  return seen.some(({ isReal }) => isReal) ? "real" : executionRung(hasRun);
}

function failuresOf(seen: readonly Encounter[]): FailureCounts {
  return countFailures(seen.flatMap(({ failures }) => failures));
}
