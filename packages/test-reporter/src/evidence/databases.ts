import type { FaultSite, TestName } from "@faultline/contract";
import { databaseContacts, type DatabaseContact } from "./database-contacts.js";
import {
  engineOf,
  isDataAccess,
  isEngine,
  isOpenToEngines,
  isWatched,
  mayBeServedBy,
  type Engine,
} from "./database-engines.js";
import type { RunFacts, TestFacts } from "./run-facts.js";
import type { DatabaseHead } from "./sections.js";

/** One engine as the tests of a run met it. */
export interface EngineInRun extends DatabaseHead {
  readonly engine: Engine;
  /** Of the tests that met it, a failed attempt included. */
  readonly contacts: ReadonlyMap<TestName, DatabaseContact>;
  /** Tests that ran data access and met no database. */
  readonly mocked: ReadonlySet<TestName>;
  /** Tests of which that can't be told. */
  readonly unknown: ReadonlySet<TestName>;
}

/** The engines that the source uses or a test talked to, in order. */
export function enginesInRun(facts: RunFacts): readonly EngineInRun[] {
  const used = new Set(facts.sites.flatMap((site) => engineOf(site) ?? []));
  const seen = facts.tests.flatMap(({ observation }) => [
    ...observation.conversations.map(({ protocol }) => protocol).filter(isEngine),
    ...observation.inProcess
      .filter(isWatched)
      .map(({ engine }) => engine)
      // In the place of another engine it is evidence of that one.
      .filter((engine) => used.has(engine) || !standsIn(facts)),
  ]);
  return [...new Set([...used, ...seen])].sort().map((engine) => engineInRun(facts, engine));
}

/** True where the package shows which engine each of its libraries would talk to. */
function standsIn({ sites }: RunFacts): boolean {
  const open = sites.filter(isOpenToEngines);
  return open.length > 0 && open.every((site) => engineOf(site) !== undefined);
}

function engineInRun(facts: RunFacts, engine: Engine): EngineInRun {
  const sites = facts.sites.filter((site) => engineOf(site) === engine);
  const contacts = new Map(
    databaseContacts(facts, engine).map((contact) => [contact.test, contact]),
  );
  return {
    engine,
    module: sites.map(({ library }) => library).toSorted()[0] ?? "",
    contacts,
    ...withoutConversation(facts, sites.filter(isDataAccess), contacts),
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
  met: ReadonlyMap<TestName, DatabaseContact>,
): Pick<EngineInRun, "mocked" | "unknown"> {
  const ran = new Map<TestName, FaultSite[]>();
  for (const site of sites) {
    for (const test of facts.ran.get(site.id) ?? [])
      ran.set(test, [...(ran.get(test) ?? []), site]);
  }
  const isHidden = sites.some((site) => facts.ran.get(site.id) === undefined);
  const others = facts.tests.filter(({ name }) => !met.has(name));
  const mocked = new Set(
    others
      .filter((test) => !test.observation.concurrent && wasMocked(test, ran.get(test.name) ?? []))
      .map(({ name }) => name),
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
