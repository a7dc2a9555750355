import type { FaultSite, TestName } from "@faultline/contract";
import { databaseContacts, type DatabaseContact } from "./database-contacts.js";
import { engineOfProtocol, usesEngine, type Engine } from "./database-engines.js";
import type { RunFacts } from "./run-facts.js";
import type { DatabaseHead } from "./sections.js";
import { sitesByEngine } from "./site-engines.js";

/** One engine as the tests of a run met it. */
export interface EngineInRun extends DatabaseHead {
  readonly engine: Engine;
  /** The sites behind which it is. */
  readonly sites: readonly FaultSite[];
  /** Of the tests that met it, a failed attempt included. */
  readonly contacts: ReadonlyMap<TestName, DatabaseContact>;
  /** Tests that ran data access and met no database. */
  readonly mocked: ReadonlySet<TestName>;
  /** Tests of which that can't be told. */
  readonly unknown: ReadonlySet<TestName>;
}

/** The engines that the source uses or a test talked to, in order. */
export function enginesInRun(facts: RunFacts): readonly EngineInRun[] {
  const used = sitesByEngine(facts);
  const users = new Map(
    [...used].map(([engine, sites]) => [
      engine,
      new Set(sites.flatMap((site) => facts.ran.get(site.id) ?? [])),
    ]),
  );
  const seen = facts.tests.flatMap(({ observation }) =>
    observation.conversations.flatMap(({ protocol }) => engineOfProtocol(protocol) ?? []),
  );
  return [...new Set([...used.keys(), ...seen])].sort().map((engine) => {
    const sites = used.get(engine) ?? [];
    const contacts = new Map(
      databaseContacts(facts, engine, users).map((contact) => [contact.test, contact]),
    );
    return {
      engine,
      module: sites.map(({ library }) => library).toSorted()[0] ?? "",
      sites,
      contacts,
      ...withoutConversation(facts, sites.filter(usesEngine), contacts),
    };
  });
}

/**
 * Tests that ran data access and met no database. Making a pool is not data access: it connects
 * only when asked for a connection.
 */
function withoutConversation(
  facts: RunFacts,
  sites: readonly FaultSite[],
  met: ReadonlyMap<TestName, DatabaseContact>,
): Pick<EngineInRun, "mocked" | "unknown"> {
  const ran = new Set(sites.flatMap((site) => facts.ran.get(site.id) ?? []));
  const isHidden = sites.some((site) => facts.ran.get(site.id) === undefined);
  const others = facts.tests.filter(({ name }) => !met.has(name));
  const mocked = new Set(others.filter(({ name }) => ran.has(name)).map(({ name }) => name));
  const unknown = new Set(
    others.filter(({ name }) => !mocked.has(name) && isHidden).map(({ name }) => name),
  );
  return { mocked, unknown };
}
