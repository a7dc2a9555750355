import type { DatabaseEvidence, FaultSite, TestName } from "@faultline/contract";
import type { DatabaseContact } from "./database-contacts.js";
import { engineOf, isDataAccess, isEngine, type Engine } from "./database-engines.js";
import { countFailures } from "./failures.js";
import { sortedNames } from "./ordering.js";
import type { RunFacts } from "./run-facts.js";

/** The engines that the source uses or a test talked to, in order. */
export function enginesOf(facts: RunFacts): readonly Engine[] {
  const used = facts.sites.flatMap((site) => engineOf(site) ?? []);
  const seen = facts.tests.flatMap(({ observation }) =>
    observation.conversations.map(({ protocol }) => protocol).filter(isEngine),
  );
  return [...new Set([...used, ...seen])].sort();
}

/** One engine as the tests met it. */
export function databaseEvidence(
  facts: RunFacts,
  engine: Engine,
  contacts: readonly DatabaseContact[],
): DatabaseEvidence {
  const sites = facts.sites.filter((site) => engineOf(site) === engine);
  const met = new Set(contacts.map(({ test }) => test));
  const { mocked, unknown } = withoutConversation(facts, sites.filter(isDataAccess), met);
  return {
    engine,
    module: sites.map(({ library }) => library).toSorted()[0] ?? "",
    real: count(contacts.filter(({ isReal }) => isReal).map(({ test }) => test)),
    emulated: 0,
    mocked: mocked.size,
    unknown: unknown.size,
    rollbacks: count(contacts.filter(({ rolledBack }) => rolledBack).map(({ test }) => test)),
    failures: countFailures(contacts.flatMap(({ failures }) => failures)),
    tests: sortedNames(met),
  };
}

/**
 * Tests that ran data access and met no database. Making a pool is not data access: it connects
 * only when asked for a connection. Tests that ran at the same time share what they executed, so
 * that for them it can't be told whose data access it was.
 */
function withoutConversation(
  facts: RunFacts,
  sites: readonly FaultSite[],
  met: ReadonlySet<TestName>,
) {
  const ran = new Set(sites.flatMap((site) => facts.ran.get(site.id) ?? []));
  const isHidden = sites.some((site) => facts.ran.get(site.id) === undefined);
  const others = facts.tests.filter(({ name }) => !met.has(name));
  const mocked = new Set(
    others
      .filter(({ name, observation }) => ran.has(name) && !observation.concurrent)
      .map(({ name }) => name),
  );
  const unknown = new Set(
    others
      .filter(({ name }) => !mocked.has(name) && (isHidden || ran.has(name)))
      .map(({ name }) => name),
  );
  return { mocked, unknown };
}

function count(tests: readonly TestName[]): number {
  return new Set(tests).size;
}
