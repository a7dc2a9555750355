import {
  FAILURE_KINDS,
  type ConcurrencyEvidence,
  type DatabaseEvidence,
  type Evidence,
  type FailureCounts,
  type InvariantEvidence,
  type OutboundEvidence,
  type RouteEvidence,
  type SiteEvidence,
  type TestEvidence,
  type TestName,
  type TestTotals,
} from "@faultline/contract";
import { meaningOfError } from "./engine-errors.js";
import { compareText, grouped, sortedNames } from "./ordering.js";

/** The lists of the evidence that follow from what each test contributed. */
export type Sections = Pick<
  Evidence,
  | "tests"
  | "databases"
  | "routes"
  | "outbound"
  | "invariants"
  | "concurrency"
  | "vacuousTests"
  | "observed"
>;

/** An engine that the source uses or a test met, and the library it is used through. */
export type DatabaseHead = Pick<DatabaseEvidence, "engine" | "module">;

/** Makes them; `observed` has each test once. */
export function sectionsOf(
  observed: readonly TestEvidence[],
  databases: readonly DatabaseHead[],
): Sections {
  const routes = entries(observed, "routes", ({ method, path }) => `${path} ${method}`);
  return {
    tests: totals(observed),
    databases: databaseEvidence(databases, observed),
    routes: routes.map(routeEvidence),
    outbound: entries(observed, "outbound", ({ target }) => target).map(outboundEvidence),
    invariants: invariantEvidence(observed),
    concurrency: routes.map(concurrencyEvidence),
    vacuousTests: sortedNames(
      observed
        .filter(({ state, assertions }) => state === "passed" && assertions === 0)
        .map(({ name }) => name),
    ),
    observed,
  };
}

/** Sites with what the tests that ran them saw their dependency do. */
export function withFailures(
  sites: readonly Omit<SiteEvidence, "failures">[],
  observed: readonly TestEvidence[],
): readonly SiteEvidence[] {
  const byName = new Map(observed.map((test) => [test.name, test]));
  return sites.map((site) => ({ ...site, failures: failuresAt(site, byName) }));
}

/** What the tests that ran a site saw its dependency do. */
function failuresAt(
  { meets, tests }: Pick<SiteEvidence, "meets" | "tests">,
  observed: ReadonlyMap<TestName, TestEvidence>,
): FailureCounts {
  if (meets === undefined) return {};
  const met = tests.flatMap((name) => {
    const test = observed.get(name);
    if (!test) return [];
    const calls = meets === "http" || meets === "any" ? test.outbound : [];
    const contacts = test.databases.filter(({ engine }) => meets === "any" || engine === meets);
    return [...calls, ...contacts];
  });
  return addedFailures(met.map(({ failures }) => failures));
}

/** A test's entry of one list. */
type Entry<Item> = Item & { readonly test: TestName };

type ListName = "routes" | "outbound" | "databases";

/** The entries of one list of all tests, by key, in order of the keys. */
function entries<Name extends ListName>(
  observed: readonly TestEvidence[],
  list: Name,
  keyOf: (entry: TestEvidence[Name][number]) => string,
): readonly (readonly Entry<TestEvidence[Name][number]>[])[] {
  const all = observed.flatMap((test) =>
    test[list].map((entry: TestEvidence[Name][number]) => ({ ...entry, test: test.name })),
  );
  return [...grouped(all, keyOf)]
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([, group]) => group);
}

function totals(observed: readonly TestEvidence[]): TestTotals {
  const count = (state: TestEvidence["state"]): number =>
    observed.filter((test) => test.state === state).length;
  return {
    total: observed.length,
    passed: count("passed"),
    failed: count("failed"),
    skipped: count("skipped"),
  };
}

function databaseEvidence(
  heads: readonly DatabaseHead[],
  observed: readonly TestEvidence[],
): readonly DatabaseEvidence[] {
  const met = entries(observed, "databases", ({ engine }) => engine);
  const byEngine = new Map(met.map((contacts) => [contacts[0]?.engine, contacts]));
  return heads.map((head) => oneDatabase(head, byEngine.get(head.engine) ?? []));
}

function oneDatabase(
  { engine, module }: DatabaseHead,
  all: readonly Entry<TestEvidence["databases"][number]>[],
): DatabaseEvidence {
  const met = all.filter(({ as }) => as !== "mocked" && as !== "unknown");
  const count = (as: (typeof all)[number]["as"]): number =>
    all.filter((entry) => entry.as === as).length;
  return {
    engine,
    module,
    real: count("real"),
    emulated: count("emulated"),
    mocked: count("mocked"),
    unknown: count("unknown"),
    rollbacks: met.filter(({ rolledBack }) => rolledBack).length,
    failures: addedFailures(met.map(({ failures }) => failures)),
    tests: sortedNames(met.map(({ test }) => test)),
  };
}

function routeEvidence(requests: readonly Entry<TestEvidence["routes"][number]>[]): RouteEvidence {
  const [{ method, path } = { method: "", path: "" }] = requests;
  return {
    method,
    path,
    statuses: added(requests.map(({ statuses }) => statuses)),
    maxInFlight: Math.max(...requests.map(({ maxInFlight }) => maxInFlight)),
    tests: sortedNames(requests.map(({ test }) => test)),
  };
}

/**
 * How many requests a route served at once. Its tests are those in which requests for one key
 * overlapped, or any at all where none did for one key.
 */
function concurrencyEvidence(
  requests: readonly Entry<TestEvidence["routes"][number]>[],
): ConcurrencyEvidence {
  const [{ method, path } = { method: "", path: "" }] = requests;
  const sameKey = requests.some((request) => request.sameKey);
  return {
    target: `${method} ${path}`,
    maxInFlight: Math.max(...requests.map(({ maxInFlight }) => maxInFlight)),
    sameKey,
    writes: requests.some(({ writes }) => writes),
    tests: sortedNames(
      requests
        .filter((request) => (sameKey ? request.sameKey : request.maxInFlight >= 2))
        .map(({ test }) => test),
    ),
  };
}

function outboundEvidence(
  calls: readonly Entry<TestEvidence["outbound"][number]>[],
): OutboundEvidence {
  const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
  return {
    target: calls[0]?.target ?? "",
    real: sum(calls.map(({ real }) => real)),
    intercepted: sum(calls.map(({ intercepted }) => intercepted)),
    failures: addedFailures(calls.map(({ failures }) => failures)),
    tests: sortedNames(calls.map(({ test }) => test)),
  };
}

function invariantEvidence(observed: readonly TestEvidence[]): readonly InvariantEvidence[] {
  const enforced = observed.flatMap(({ name, databases }) =>
    databases.flatMap(({ engine, codes }) =>
      codes
        .filter((code) => meaningOfError(engine, code) === "invariant")
        .map((code) => ({ code, name })),
    ),
  );
  return [...grouped(enforced, ({ code }) => code)]
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([code, hits]) => ({ code, tests: sortedNames(hits.map(({ name }) => name)) }));
}

type Counts = Readonly<Record<string, number>>;

function added(counts: readonly Counts[]): Counts {
  const sums = new Map<string, number>();
  for (const [key, number] of counts.flatMap((one) => Object.entries(one))) {
    sums.set(key, (sums.get(key) ?? 0) + number);
  }
  return Object.fromEntries([...sums].toSorted(([a], [b]) => compareText(a, b)));
}

/** The counts together, in the order of the kinds. */
function addedFailures(counts: readonly FailureCounts[]): FailureCounts {
  const sums = FAILURE_KINDS.map(
    (kind) => [kind, counts.reduce((sum, one) => sum + (one[kind] ?? 0), 0)] as const,
  );
  return Object.fromEntries(sums.filter(([, sum]) => sum > 0));
}
