import type { ProtocolName } from "../protocols/protocols.js";

/**
 * What the probe saw while one test ran: plain data that crosses from the worker to the main
 * process in the test's metadata.
 */
export interface TestObservation {
  readonly conversations: readonly Conversation[];
  /** Database engines that ran inside the test process, as far as the test used them. */
  readonly inProcess: readonly InProcessUse[];
  /** Modules that stood replaced while the test ran. */
  readonly mocks: readonly ModuleMock[];
  readonly inbound: readonly InboundExchange[];
  readonly outbound: readonly OutboundExchange[];
  readonly assertions: AssertionTrace;
  /** Ids of the fault sites whose code ran on behalf of the test. */
  readonly ran: readonly string[];
  /** True when other tests of the file ran at the same time. */
  readonly concurrent: boolean;
}

/** One socket to a server, as far as it was used during the test. */
export interface Conversation {
  /** The protocol its bytes belong to; `unknown` before any was recognised. */
  readonly protocol: ProtocolName | "unknown";
  /** `127.0.0.1:5432` or a socket path. */
  readonly peer: string;
  readonly bytesOut: number;
  readonly bytesIn: number;
  /** False for a socket that some interceptor faked: no descriptor of the operating system behind it. */
  readonly live: boolean;
  /** How it ended during the test; `silent` when the peer accepted and never answered what was sent. */
  readonly end: "open" | "closed" | "refused" | "reset" | "silent";
  readonly statements: readonly Statement[];
  /** Codes of errors that answered no statement: a refused log-in, a closed channel. Missing when there were none. */
  readonly errors?: readonly string[];
}

/** What a test had to do with a database engine that is a module of the test process: no socket shows it. */
export type InProcessUse = WatchedEngineUse | OpaqueEngineUse;

/** An engine whose statements the probe sees. */
export interface WatchedEngineUse {
  readonly engine: InProcessEngine;
  /** The package the engine comes from: `better-sqlite3`, `@electric-sql/pglite`. */
  readonly module: string;
  /** True for code that imitates the engine; PGlite is Postgres itself and no emulation. */
  readonly isEmulation: boolean;
  /** An error is SQLSTATE for Postgres, SQLite's name of the result code (`SQLITE_CONSTRAINT_UNIQUE`) for SQLite. */
  readonly statements: readonly Statement[];
}

/** An engine or driver in native code that was loaded; what it was asked can't be seen. */
export interface OpaqueEngineUse {
  readonly engine: "unknown";
  /** The package whose data access may have gone through it: `@prisma/client`. */
  readonly module: string;
}

export type InProcessEngine = "postgres" | "sqlite";

/** A module that the test runner replaced. */
export interface ModuleMock {
  /** A package (`pg`, `node:fs`), or a file of the project relative to its root, with forward slashes. */
  readonly module: string;
  /** A `spy` watches the module's own functions, a `mock` stands in for them. */
  readonly kind: "mock" | "spy";
}

/** One statement sent to a database, or command to a cache or broker, with what came back. */
export interface Statement {
  /** `SELECT`, `ROLLBACK`, `PUBLISH`: what it does, upper case; empty where it can't be read. */
  readonly verb: string;
  /** The text, shortened to 500 characters; parameters, keys and payloads are never kept. */
  readonly text: string;
  /** The code of the error, where there was one: SQLSTATE, an engine's number, name or word. */
  readonly error?: string;
  /** Other names that the same reply gave the error: the SQLSTATE beside MySQL's number. */
  readonly errorAliases?: readonly string[];
  /** Index into `inbound` of the request that was being served, where there was one. */
  readonly servedBy?: number;
}

/** A request served by a server in the test process (or injected into a framework). */
export interface InboundExchange {
  readonly method: string;
  /** The path without its query. */
  readonly path: string;
  /** The framework's route pattern, where it tells. */
  readonly route?: string;
  /** Missing when the reply was never finished. */
  readonly status?: number;
  /** Most requests to the same route in flight at once while this one was. */
  readonly inFlight: number;
  /** Most requests in flight at once with the same parameters and body as this one. */
  readonly inFlightSameKey: number;
}

/** A request that left the test process's code over HTTP. */
export interface OutboundExchange {
  readonly method: string;
  readonly origin: string;
  readonly path: string;
  readonly status?: number;
  /** How it failed: an error code (`ECONNREFUSED`, `UND_ERR_SOCKET`) or name (`TimeoutError`). */
  readonly error?: string;
  readonly live: boolean;
}

/** What the test asserted. */
export interface AssertionTrace {
  readonly count: number;
  /** The values compared, as short texts: `503`, `23505`, `TimeoutError`. */
  readonly values: readonly string[];
}

/** The project's own code that a test process loaded since it last told. */
export interface LoadedCode {
  /** What each woven file said when it was loaded: its name and what was woven into it. */
  readonly marks: readonly string[];
  /** Absolute paths of the files that were loaded and did not say so, or not always: nothing is counted in them. */
  readonly unwoven: readonly string[];
  /** Ids of the sites that ran outside of any test: while modules were loaded, in hooks, after a test's end. */
  readonly ran: readonly string[];
  /** False where the runner does not say what it loaded, so that `unwoven` may lack some. */
  readonly isWhole: boolean;
}

/** The file that a mark speaks of, relative to the root: `src/rates.ts` of `src/rates.ts=0f3a…`. */
export function fileOfMark(mark: string): string {
  return mark.slice(0, mark.lastIndexOf("="));
}
