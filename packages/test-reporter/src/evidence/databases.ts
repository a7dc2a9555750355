import type { FaultSite, TestName } from "@faultline/contract";
import { databaseContacts, type DatabaseContact, type EngineUsers } from "./database-contacts.js";
import {
  engineOf,
  engineOfProtocol,
  isOpenToEngines,
  isWatched,
  mayBeServedBy,
  usesEngine,
  type Engine,
} from "./database-engines.js";
import type { RunFacts, TestFacts } from "./run-facts.js";
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
  const users = new Map([...used].map(([engine, sites]) => [engine, usersOf(facts, sites)]));
  const seen = facts.tests.flatMap(({ observation }) => [
    ...observation.conversations.flatMap(({ protocol }) => engineOfProtocol(protocol) ?? []),
    ...observation.inProcess
      .filter(isWatched)
      .map(({ engine }) => engine)
      // In the place of another engine it is evidence of that one.
      .filter((engine) => used.has(engine) || !standsIn(facts)),
  ]);
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

function usersOf(facts: RunFacts, sites: readonly FaultSite[]): EngineUsers {
  return {
    all: testsThatRan(facts, sites),
    open: testsThatRan(facts, sites.filter(isOpenToEngines)),
  };
}

function testsThatRan(facts: RunFacts, sites: readonly FaultSite[]): ReadonlySet<TestName> {
  return new Set(sites.flatMap((site) => facts.ran.get(site.id) ?? []));
}

/** True where the package shows which engine each of its libraries would talk to. */
function standsIn({ sites }: RunFacts): boolean {
  const open = sites.filter(isOpenToEngines);
  return open.length > 0 && open.every((site) => engineOf(site) !== undefined);
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
  const ran = new Map<TestName, FaultSite[]>();
  for (const site of sites) {
    for (const test of facts.ran.get(site.id) ?? []) {
      const others = ran.get(test);
      if (others === undefined) ran.set(test, [site]);
      else others.push(site);
    }
  }
  const isHidden = sites.some((site) => facts.ran.get(site.id) === undefined);
  const others = facts.tests.filter(({ name }) => !met.has(name));
  const mocked = new Set(
    others.filter((test) => wasMocked(test, ran.get(test.name) ?? [])).map(({ name }) => name),
  );
  const unknown = new Set(
    others
      .filter(({ name }) => !mocked.has(name) && (isHidden || ran.has(name)))
      .map(({ name }) => name),
  );
  return { mocked, unknown };
}

/** True where something that is no database answered a site: its library is mocked, or nothing unseen could have. */
function wasMocked({ observation }: TestFacts, ran: readonly FaultSite[]): boolean {
  const mocks = new Set(
    observation.mocks.filter(({ kind }) => kind === "mock").map(({ module }) => module),
  );
  return ran.some(
    (site) =>
      mocks.has(site.library) || !observation.inProcess.some((use) => mayBeServedBy(site, use)),
  );
}
