import type {
  DatabaseInTest,
  OutboundInTest,
  RouteInTest,
  TestEvidence,
  TestName,
} from "@faultline/contract";
import type { Statement } from "../probe/observation.js";
import type { ObservedTest } from "../test-run.js";
import type { DatabaseContact } from "./database-contacts.js";
import { isWatched } from "./database-engines.js";
import type { EngineInRun } from "./databases.js";
import { countFailures, failureOfExchange } from "./failures.js";
import { compareText, grouped, sortedNames } from "./ordering.js";
import { stableOrigin } from "./origin.js";
import type { RunFacts, ServedRequest, TestFacts } from "./run-facts.js";

/** What each test of a run contributed, in order of their names. */
export function testEvidence(
  tests: readonly ObservedTest[],
  facts: RunFacts,
  engines: readonly EngineInRun[],
): readonly TestEvidence[] {
  const seen = new Map(facts.tests.map((test) => [test.name, test]));
  return tests
    .map((test): TestEvidence => {
      const known = seen.get(test.name);
      return {
        name: test.name,
        state: test.state,
        flaky: test.flaky === true,
        assertions: test.observation?.assertions.count ?? 0,
        mocks: test.observation?.mocks ?? [],
        databases: engines.flatMap((engine) => inDatabase(engine, test.name)),
        routes: known ? routesOf(known) : [],
        outbound: known ? outboundOf(known) : [],
      };
    })
    .toSorted((a, b) => compareText(a.name, b.name));
}

function inDatabase(
  { engine, contacts, mocked, unknown }: EngineInRun,
  test: TestName,
): readonly DatabaseInTest[] {
  const contact = contacts.get(test);
  if (contact) return [{ engine, ...meeting(contact) }];
  const as = mocked.has(test) ? "mocked" : unknown.has(test) ? "unknown" : undefined;
  return as === undefined ? [] : [{ engine, as, rolledBack: false, failures: {}, codes: [] }];
}

function meeting(contact: DatabaseContact): Omit<DatabaseInTest, "engine"> {
  return {
    as: contact.met,
    rolledBack: contact.rolledBack,
    failures: countFailures(contact.failures),
    codes: sortedNames(contact.codes),
  };
}

function routesOf(test: TestFacts): readonly RouteInTest[] {
  const routes = grouped(test.served, ({ exchange, path }) => `${path} ${exchange.method}`);
  return [...routes]
    .toSorted(([a], [b]) => compareText(a, b))
    .flatMap(([, requests]) => {
      const [first] = requests;
      return first ? [routeOf(first, requests, test)] : [];
    });
}

function routeOf(
  { exchange: { method }, path }: ServedRequest,
  requests: readonly ServedRequest[],
  { observation }: TestFacts,
): RouteInTest {
  const exchanges = requests.map(({ exchange }) => exchange);
  const statements = [
    ...observation.conversations,
    ...observation.inProcess.filter(isWatched),
  ].flatMap((source) => source.statements);
  const served = new Set(requests.map(({ index }) => index));
  return {
    method,
    path,
    statuses: countOf(exchanges.flatMap(({ status }) => status ?? []).map(String)),
    maxInFlight: Math.max(...exchanges.map(({ inFlight }) => inFlight)),
    sameKey: exchanges.some(({ inFlightSameKey }) => inFlightSameKey >= 2),
    writes: statements.some(
      (statement) =>
        statement.servedBy !== undefined && served.has(statement.servedBy) && isWrite(statement),
    ),
  };
}

const WRITING_VERB = /^(?:INSERT|UPDATE|DELETE|MERGE|REPLACE|FINDANDMODIFY|BULKWRITE)$/;
const WRITE_IN_TEXT =
  /\b(?:INSERT\s+INTO|UPDATE\s+\S+\s+(?:\S+\s+)?SET|DELETE\s+FROM|MERGE\s+INTO)\b/i;

/** A common table expression says what it does in its text only. */
function isWrite({ verb, text }: Statement): boolean {
  return WRITING_VERB.test(verb) || (verb === "WITH" && WRITE_IN_TEXT.test(text));
}

function outboundOf({ calls }: TestFacts): readonly OutboundInTest[] {
  const targets = grouped(calls, ({ origin }) => stableOrigin(origin));
  return [...targets]
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([target, exchanges]) => {
      const real = exchanges.filter(({ live }) => live).length;
      return {
        target,
        real,
        intercepted: exchanges.length - real,
        failures: countFailures(exchanges.map(failureOfExchange)),
      };
    });
}

function countOf(texts: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    sortedNames(texts).map((text) => [text, texts.filter((other) => other === text).length]),
  );
}
