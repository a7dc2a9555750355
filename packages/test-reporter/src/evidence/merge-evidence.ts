import {
  DATABASE_MEETINGS,
  RUNGS,
  type DatabaseInTest,
  type ErrorPathEvidence,
  type Evidence,
  type FailureCounts,
  type OutboundInTest,
  type RouteInTest,
  type SiteEvidence,
  type SourceDigest,
  type TestEvidence,
} from "@faultline/contract";
import { mergedCompleteness } from "./completeness.js";
import { compareErrorPaths } from "./error-paths.js";
import { compareText, grouped, sortedNames } from "./ordering.js";
import { sectionsOf, withFailures, type DatabaseHead } from "./sections.js";

/**
 * The evidence of several parts of a run together: shards, packages, runners, or the same part
 * twice. The order of the parts, how they are grouped and how often one is given make no
 * difference. All must be of one folder. Parts that speak of different versions of a source file are
 * incomplete.
 */
export function mergeEvidence(first: Evidence, ...others: readonly Evidence[]): Evidence {
  if (others.length === 0) return first;
  const parts = [first, ...others];
  const sections = sectionsOf(
    joined(
      parts.flatMap(({ observed }) => observed),
      ({ name }) => name,
      joinTests,
    ),
    joined(parts.flatMap(databaseHeads), ({ engine }) => engine, joinHeads),
  );
  const sites = joined<SeenSite>(
    parts.flatMap((part) => part.sites),
    ({ id }) => id,
    joinSites,
  );
  const { sources, contradictions } = mergedSources(parts);
  return {
    schemaVersion: 1,
    runner: mergedRunner(parts),
    folder: first.folder,
    ...mergedCompleteness(parts, [...parts.flatMap(contradictedTotals), ...contradictions]),
    ...sections,
    errorPaths: mergedErrorPaths(parts),
    sites: withFailures(sites, sections.observed),
    sources,
  };
}

function contradictedTotals({ tests, observed }: Evidence): readonly string[] {
  if (tests.total === observed.length) return [];
  return [`a part says ${String(tests.total)} tests ran and lists ${String(observed.length)}`];
}

/** One item for each key, joined from all that have it, in order of the keys. */
function joined<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  join: (a: Item, b: Item) => Item,
): readonly Item[] {
  return [...grouped(items, keyOf)]
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([, same]) => same.reduce(join));
}

const STATES: readonly TestEvidence["state"][] = ["skipped", "passed", "failed"];

/** A test that occurs in two parts: of each thing the more that was seen, of its end the worse. */
function joinTests(a: TestEvidence, b: TestEvidence): TestEvidence {
  return {
    name: a.name,
    state: higher(STATES, a.state, b.state),
    flaky: a.flaky || b.flaky,
    assertions: Math.max(a.assertions, b.assertions),
    databases: joined([...a.databases, ...b.databases], ({ engine }) => engine, joinDatabases),
    routes: joined(
      [...a.routes, ...b.routes],
      ({ path, method }) => `${path} ${method}`,
      joinRoutes,
    ),
    outbound: joined([...a.outbound, ...b.outbound], ({ target }) => target, joinOutbound),
  };
}

function joinDatabases(a: DatabaseInTest, b: DatabaseInTest): DatabaseInTest {
  return {
    engine: a.engine,
    as: higher(DATABASE_MEETINGS, a.as, b.as),
    rolledBack: a.rolledBack || b.rolledBack,
    failures: mostOf(a.failures, b.failures),
    codes: sortedNames([...a.codes, ...b.codes]),
  };
}

function joinRoutes(a: RouteInTest, b: RouteInTest): RouteInTest {
  return {
    method: a.method,
    path: a.path,
    statuses: mostOf(a.statuses, b.statuses),
    maxInFlight: Math.max(a.maxInFlight, b.maxInFlight),
    sameKey: a.sameKey || b.sameKey,
    writes: a.writes || b.writes,
  };
}

function joinOutbound(a: OutboundInTest, b: OutboundInTest): OutboundInTest {
  return {
    target: a.target,
    real: Math.max(a.real, b.real),
    intercepted: Math.max(a.intercepted, b.intercepted),
    failures: mostOf(a.failures, b.failures),
  };
}

/** What its dependency did follows from the tests. */
type SeenSite = Omit<SiteEvidence, "failures">;

function joinSites(a: SeenSite, b: SeenSite): SeenSite {
  const meets = [a.meets, b.meets].filter((one) => one !== undefined).toSorted(compareText)[0];
  return {
    id: a.id,
    rung: higher(SITE_RUNGS, a.rung, b.rung),
    ...(meets !== undefined && { meets }),
    tests: sortedNames([...a.tests, ...b.tests]),
  };
}

const SITE_RUNGS = ["unknown", ...RUNGS] as const;

function mergedErrorPaths(parts: readonly Evidence[]): readonly ErrorPathEvidence[] {
  const paths = joined(
    parts.flatMap(({ errorPaths }) => errorPaths),
    ({ site }) => site,
    (a, b) => ({
      ...(compareText(headOf(a), headOf(b)) <= 0 ? a : b),
      rung: higher(SITE_RUNGS, a.rung, b.rung),
      tests: sortedNames([...a.tests, ...b.tests]),
    }),
  );
  return paths.toSorted(compareErrorPaths);
}

/** What is the same in every part of one version of the source. */
function headOf({ file, line, kind, function: path }: ErrorPathEvidence): string {
  return JSON.stringify([file, line, kind, path]);
}

function databaseHeads({ databases }: Evidence): readonly DatabaseHead[] {
  return databases.map(({ engine, module }) => ({ engine, module }));
}

function joinHeads(a: DatabaseHead, b: DatabaseHead): DatabaseHead {
  const [module = ""] = [a.module, b.module].filter((name) => name !== "").toSorted(compareText);
  return { engine: a.engine, module };
}

/** Parts may come from several runners: `jest, vitest`. */
function mergedRunner(parts: readonly Evidence[]): Evidence["runner"] {
  const all = (values: readonly string[]): string =>
    sortedNames(values.flatMap((value) => value.split(", "))).join(", ");
  return {
    name: all(parts.map(({ runner }) => runner.name)),
    version: all(parts.map(({ runner }) => runner.version)),
  };
}

function mergedSources(parts: readonly Evidence[]): {
  readonly sources: readonly SourceDigest[];
  readonly contradictions: readonly string[];
} {
  const files = grouped(
    parts.flatMap(({ sources }) => sources),
    ({ file }) => file,
  );
  const versions = [...files]
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([file, digests]) => ({
      file,
      digests: sortedNames(digests.map(({ digest }) => digest)),
    }));
  return {
    sources: versions.flatMap(({ file, digests }) => digests.map((digest) => ({ file, digest }))),
    contradictions: versions
      .filter(({ digests }) => digests.length > 1)
      .map(({ file }) => `the parts ran different versions of ${file}`),
  };
}

function higher<Value>(order: readonly Value[], a: Value, b: Value): Value {
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}

/** The larger of two counts of each thing. */
function mostOf(a: FailureCounts, b: FailureCounts): FailureCounts;
function mostOf(
  a: Readonly<Record<string, number>>,
  b: Readonly<Record<string, number>>,
): Readonly<Record<string, number>>;
function mostOf(
  a: Readonly<Record<string, number>>,
  b: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort(compareText);
  return Object.fromEntries(keys.map((key) => [key, Math.max(a[key] ?? 0, b[key] ?? 0)]));
}
