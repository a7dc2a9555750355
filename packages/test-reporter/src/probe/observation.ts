/**
 * What the probe saw while one test ran: plain data that crosses from the worker to the main
 * process in the test's metadata. It imports nothing, so that the probe stays free of dependencies.
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
  /** Code that ran during the test, by script. */
  readonly executed: readonly ExecutedScript[];
  /** True when other tests of the file ran at the same time, so that `executed` is shared with them. */
  readonly concurrent: boolean;
}

/** One socket to a server, as far as it was used during the test. */
export interface Conversation {
  /** The protocol its bytes belong to; `unknown` before any was recognised. */
  readonly protocol: "postgres" | "http" | "unknown";
  /** `127.0.0.1:5432` or a socket path. */
  readonly peer: string;
  readonly bytesOut: number;
  readonly bytesIn: number;
  /** False for a socket that some interceptor faked: no descriptor of the operating system behind it. */
  readonly live: boolean;
  /** How it ended during the test; `silent` when the peer accepted and never answered what was sent. */
  readonly end: "open" | "closed" | "refused" | "reset" | "silent";
  readonly statements: readonly Statement[];
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

/** One statement sent to a database, with what came back. */
export interface Statement {
  /** `SELECT`, `INSERT`, `BEGIN`, `ROLLBACK`: the first word, upper case. */
  readonly verb: string;
  /** The text, shortened to 500 characters; parameters are never kept. */
  readonly text: string;
  /** The error's code in the engine's own words (SQLSTATE for Postgres), where there was one. */
  readonly error?: string;
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

/** Block counts of one script, as V8 reports them, since the test began. */
export interface ExecutedScript {
  /** Absolute path of the file. */
  readonly file: string;
  /** Characters the runner puts before the module's own code. */
  readonly startOffset: number;
  readonly functions: readonly {
    readonly isBlockCoverage: boolean;
    readonly ranges: readonly {
      readonly startOffset: number;
      readonly endOffset: number;
      readonly count: number;
    }[];
  }[];
}
