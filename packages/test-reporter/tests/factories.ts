import {
  siteId,
  type DatabaseEvidence,
  type Evidence,
  type FaultKind,
  type FaultSite,
  type RouteEvidence,
  type SiteEvidence,
  type SourceRange,
  type TestEvidence,
} from "@faultline/contract";
import type { TestReview } from "../src/checks/check.js";
import type {
  Conversation,
  InboundExchange,
  OutboundExchange,
  Statement,
  TestObservation,
} from "../src/probe/observation.js";
import type { ObservedTest, TestRun } from "../src/test-run.js";

/** Whole lines of a file. */
export function lines(line: number, endLine = line): SourceRange {
  return { line, column: 1, endLine, endColumn: 80 };
}

export interface SiteOptions {
  readonly file?: string;
  readonly line?: number;
  readonly extent?: SourceRange;
  readonly protects?: SourceRange;
  readonly library?: string;
  readonly operation?: string;
  readonly function?: string;
  readonly target?: string;
  readonly declared?: FaultSite["declared"];
  readonly mechanisms?: FaultSite["mechanisms"];
}

/** A site at one line of `src/payments.ts`; the line is its ordinal, so that sites differ. */
export function site(kind: FaultKind, options: SiteOptions = {}): FaultSite {
  const { file = "src/payments.ts", line = 1, function: path = "pay", protects, target } = options;
  return {
    id: siteId({ file, kind, function: path, ordinal: line }),
    kind,
    library: options.library ?? "javascript",
    operation: options.operation ?? (kind === "error-handler" ? "catch" : kind),
    function: path,
    location: { file, ...lines(line) },
    extent: options.extent ?? lines(line),
    ...(protects && { protects }),
    ...(target !== undefined && { target }),
    ...(options.declared && { declared: options.declared }),
    mechanisms: options.mechanisms ?? {},
  };
}

export function conversation(overrides: Partial<Conversation> = {}): Conversation {
  return {
    protocol: "postgres",
    peer: "127.0.0.1:5432",
    bytesOut: 100,
    bytesIn: 200,
    live: true,
    end: "open",
    statements: [],
    ...overrides,
  };
}

export function statement(verb: string, overrides: Partial<Statement> = {}): Statement {
  return { verb, text: verb, ...overrides };
}

export function inbound(
  request: string,
  overrides: Partial<InboundExchange> = {},
): InboundExchange {
  const [method = "", path = ""] = request.split(" ");
  return { method, path, status: 200, inFlight: 1, inFlightSameKey: 1, ...overrides };
}

export function outbound(
  request: string,
  overrides: Partial<OutboundExchange> = {},
): OutboundExchange {
  const [method = "", url = ""] = request.split(" ");
  const { origin, pathname } = new URL(url);
  return { method, origin, path: pathname, live: true, ...overrides };
}

export function observed(
  name: string,
  observation: Partial<TestObservation> = {},
  state: ObservedTest["state"] = "passed",
): ObservedTest {
  return {
    name,
    state,
    observation: {
      conversations: [],
      inProcess: [],
      mocks: [],
      inbound: [],
      outbound: [],
      assertions: { count: 1, values: [] },
      ran: [],
      concurrent: false,
      ...observation,
    },
  };
}

/**
 * A run in which `ran` says which tests ran each site; `"hidden"` where that can't be told. A site
 * that is not mentioned was run by none.
 */
export function run(
  tests: readonly ObservedTest[],
  ran: readonly (readonly [FaultSite, readonly string[] | "hidden"])[] = [],
  overrides: Partial<TestRun> = {},
): TestRun {
  return {
    runner: { name: "vitest", version: "4.1.12" },
    incomplete: [],
    isSelection: false,
    tests,
    execution: {
      testsThatRan: (site) => namesOf(ran, site),
      hasRun(site) {
        const names = namesOf(ran, site);
        return names && names.length > 0;
      },
    },
    ...overrides,
  };
}

function namesOf(
  ran: readonly (readonly [FaultSite, readonly string[] | "hidden"])[],
  { id }: FaultSite,
): readonly string[] | undefined {
  const found = ran.find(([site]) => site.id === id)?.[1];
  return found === "hidden" ? undefined : (found ?? []);
}

/** Evidence of a whole run that proved nothing yet. */
export function evidence(overrides: Partial<Evidence> = {}): Evidence {
  return {
    schemaVersion: 1,
    runner: { name: "vitest", version: "4.1.12" },
    folder: "",
    shards: [{ index: 1, count: 1 }],
    complete: true,
    incomplete: [],
    tests: { total: 1, passed: 1, failed: 0, skipped: 0 },
    databases: [],
    routes: [],
    outbound: [],
    errorPaths: [],
    invariants: [],
    mocks: [],
    concurrency: [],
    vacuousTests: [],
    sites: [],
    observed: [],
    sources: [],
    ...overrides,
  };
}

export function database(overrides: Partial<DatabaseEvidence> = {}): DatabaseEvidence {
  return {
    engine: "postgres",
    module: "pg",
    real: 0,
    emulated: 0,
    mocked: 0,
    unknown: 0,
    rollbacks: 0,
    failures: {},
    tests: [],
    ...overrides,
  };
}

/** What one test contributed. */
export function testOf(name: string, overrides: Partial<TestEvidence> = {}): TestEvidence {
  return {
    name,
    state: "passed",
    flaky: false,
    assertions: 1,
    mocks: [],
    databases: [],
    routes: [],
    outbound: [],
    ...overrides,
  };
}

/** A route as the tests of `a.test.ts > a` met it. */
export function routeEvidence(
  target: string,
  statuses: Readonly<Record<string, number>> = { 200: 1 },
): RouteEvidence {
  const [method = "", path = ""] = target.split(" ");
  return { method, path, statuses, maxInFlight: 1, tests: ["a.test.ts > a"] };
}

/** A site with what the tests proved about it. */
export type Proof = readonly [FaultSite, Partial<SiteEvidence>];

/** A review of sites, each with its evidence: `review([[catchClause, { rung: "executed" }]])`. */
export function review(proofs: readonly Proof[], overrides: Partial<Evidence> = {}): TestReview {
  return {
    sites: proofs.map(([one]) => one),
    evidence: evidence({
      sites: proofs.map(([{ id }, proof]) => ({
        id,
        rung: "written",
        failures: {},
        tests: [],
        ...proof,
      })),
      ...overrides,
    }),
  };
}

/** `executed` in these tests. */
export function executedIn(...tests: readonly string[]): Partial<SiteEvidence> {
  return { rung: "executed", tests };
}
