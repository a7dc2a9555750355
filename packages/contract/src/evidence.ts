import type { FaultSite } from "./fault-site.js";

/** How far the tests got with one site; each rung includes those before it. */
export const RUNGS = ["absent", "written", "executed", "real", "asserted", "proven"] as const;
export type Rung = (typeof RUNGS)[number];

/** True when `rung` is `floor` or above it. */
export function reaches(rung: Rung, floor: Rung): boolean {
  return RUNGS.indexOf(rung) >= RUNGS.indexOf(floor);
}

/** How a dependency was seen to fail. An `error-reply` is an HTTP status of 400 or above, or an error message of a database's protocol. */
export const FAILURE_KINDS = ["refused", "reset", "timeout", "error-reply"] as const;
export type FailureKind = (typeof FAILURE_KINDS)[number];

/** How many times each failure was seen; a kind that is not there was never seen. */
export type FailureCounts = { readonly [Kind in FailureKind]?: number };

/** A test's name: `tests/payments.test.ts > payments > it charges once`. */
export type TestName = string;

export interface TestTotals {
  readonly total: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * One database engine as the tests met it. `real`, `emulated`, `mocked` and `unknown` count tests:
 * those that held a conversation with it or ran it in their own process, those served by an
 * imitation or by another engine in its place, those that ran
 * data-access code without any conversation, and those that could not be seen.
 */
export interface DatabaseEvidence {
  /** `postgres`, `mysql`, `mongodb`, `sqlite`; a cache or broker too: `redis`, `rabbitmq`, `kafka`, `nats`, `mqtt`. */
  readonly engine: string;
  /** The npm package the code talks through, where known. */
  readonly module: string;
  readonly real: number;
  readonly emulated: number;
  readonly mocked: number;
  readonly unknown: number;
  /** How many tests saw a ROLLBACK on the wire. */
  readonly rollbacks: number;
  readonly failures: FailureCounts;
  readonly tests: readonly TestName[];
}

/** One route as a server in the test process served it. */
export interface RouteEvidence {
  readonly method: string;
  /** The framework's pattern (`/payments/:id`) where it has one, else the path. */
  readonly path: string;
  /** Status code to the number of replies that had it. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly maxInFlight: number;
  readonly tests: readonly TestName[];
}

/** One dependency reached over HTTP from the test process. */
export interface OutboundEvidence {
  /** Origin; a port chosen by the system is left out so that runs compare equal: `http://127.0.0.1`. */
  readonly target: string;
  /** Exchanges over a live socket. */
  readonly real: number;
  /** Exchanges an interceptor answered without a socket. */
  readonly intercepted: number;
  readonly failures: FailureCounts;
  readonly tests: readonly TestName[];
}

/** One error handler of the source, and how far the tests got with it. */
export interface ErrorPathEvidence {
  readonly file: string;
  readonly line: number;
  /** `catch`, `promise-catch`, `error-callback`, `error-event`, `error-middleware`, `failed-result`. */
  readonly kind: string;
  readonly function: string;
  readonly site: string;
  readonly rung: Rung | "unknown";
  readonly tests: readonly TestName[];
}

/** A module that tests replaced. */
export interface MockEvidence {
  /** A package (`pg`), or a file of the project. */
  readonly module: string;
  /** A `spy` watches the module's own functions, a `mock` stands in for them. */
  readonly kind: "mock" | "spy";
  readonly tests: readonly TestName[];
}

/** A constraint that a real database enforced in a test. */
export interface InvariantEvidence {
  /** SQLSTATE, or the engine's own number or name: `23505`, `1062`, `SQLITE_CONSTRAINT_UNIQUE`. */
  readonly code: string;
  readonly tests: readonly TestName[];
}

/** Requests or calls that were in flight at once. */
export interface ConcurrencyEvidence {
  /** `POST /payments`. */
  readonly target: string;
  readonly maxInFlight: number;
  /** True when at least two of them were about the same key: same parameters and same body. */
  readonly sameKey: boolean;
  /** True when serving it wrote to a database. */
  readonly writes: boolean;
  readonly tests: readonly TestName[];
}

/** A fault site of the source, with the rung the tests reached. */
export interface SiteEvidence {
  readonly id: FaultSite["id"];
  readonly rung: Rung | "unknown";
  /** What it meets in a test: `http`, a database engine, `database` for whichever engine, or `any` of them; missing where it meets nothing. */
  readonly meets?: string;
  /** What the tests that executed the site saw its dependency do. */
  readonly failures: FailureCounts;
  readonly tests: readonly TestName[];
}

/** Which version of a source file the evidence speaks of. */
export interface SourceDigest {
  readonly file: string;
  /** SHA-256 of the text, hexadecimal. */
  readonly digest: string;
}

/**
 * How a test's data access was answered: by the engine itself, by a stand-in engine, by nobody
 * although a connection was tried, or by a mock; `unknown` where that could not be seen.
 */
export const DATABASE_MEETINGS = ["unknown", "mocked", "attempted", "emulated", "real"] as const;
export type DatabaseMeeting = (typeof DATABASE_MEETINGS)[number];

/** What one test had to do with one database engine. */
export interface DatabaseInTest {
  readonly engine: DatabaseEvidence["engine"];
  readonly as: DatabaseMeeting;
  readonly rolledBack: boolean;
  readonly failures: FailureCounts;
  /** The error codes it was answered, each once. */
  readonly codes: readonly string[];
}

/** One of the application's routes in one test. */
export interface RouteInTest {
  readonly method: string;
  readonly path: string;
  readonly statuses: Readonly<Record<string, number>>;
  readonly maxInFlight: number;
  /** True when two requests for one key were in flight at once. */
  readonly sameKey: boolean;
  readonly writes: boolean;
}

/** One dependency over HTTP in one test. */
export type OutboundInTest = Omit<OutboundEvidence, "tests">;

/** One module that was replaced in a test. */
export type MockInTest = Omit<MockEvidence, "tests">;

/** What one test contributed. The lists above it in the file are made from these, so that parts of a run merge without loss. */
export interface TestEvidence {
  readonly name: TestName;
  readonly state: "passed" | "failed" | "skipped";
  /** True when it passed only after it had failed in this very run. */
  readonly flaky: boolean;
  readonly assertions: number;
  /** The modules that were replaced while it ran. */
  readonly mocks: readonly MockInTest[];
  readonly databases: readonly DatabaseInTest[];
  readonly routes: readonly RouteInTest[];
  readonly outbound: readonly OutboundInTest[];
}

/** Which part of a run a piece of evidence covers: `--shard 2/4`. A whole run is part 1 of 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** What a test run proved: the content of `.faultline/evidence.json`. */
export interface Evidence {
  readonly schemaVersion: 1;
  readonly runner: { readonly name: string; readonly version: string };
  /** The tested project's folder, relative to the root of its repository; empty for the root itself. */
  readonly folder: string;
  /** The parts that this evidence covers. */
  readonly shards: readonly Shard[];
  /** False when the run was partial or the probe could not see; `incomplete` says why. */
  readonly complete: boolean;
  readonly incomplete: readonly string[];
  readonly tests: TestTotals;
  readonly databases: readonly DatabaseEvidence[];
  readonly routes: readonly RouteEvidence[];
  readonly outbound: readonly OutboundEvidence[];
  readonly errorPaths: readonly ErrorPathEvidence[];
  readonly invariants: readonly InvariantEvidence[];
  readonly mocks: readonly MockEvidence[];
  readonly concurrency: readonly ConcurrencyEvidence[];
  /** Tests that passed without asserting anything. */
  readonly vacuousTests: readonly TestName[];
  readonly sites: readonly SiteEvidence[];
  readonly observed: readonly TestEvidence[];
  readonly sources: readonly SourceDigest[];
}
