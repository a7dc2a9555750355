import type { Engine } from "./database-engines.js";

/**
 * What an engine's error says: that a constraint held, that its time limit ran out, that the client
 * is to ask again in another way (which drivers do by themselves), or anything else.
 */
export type ErrorMeaning = "invariant" | "timeout" | "routine" | "fault";

/** What an error code of an engine means. */
export function meaningOfError(engine: string, code: string): ErrorMeaning {
  const codes = (CODES as { readonly [engine: string]: EngineCodes | undefined })[engine] ?? {};
  if (codes.invariants?.test(code)) return "invariant";
  if (codes.timeouts?.has(code)) return "timeout";
  return codes.routine?.has(code) ? "routine" : "fault";
}

/** True for a statement that takes back what a transaction did. */
export function isRollback(engine: Engine, verb: string): boolean {
  return CODES[engine].rollback === verb;
}

interface EngineCodes {
  readonly invariants?: RegExp;
  readonly timeouts?: ReadonlySet<string>;
  readonly routine?: ReadonlySet<string>;
  /** The verb that ends a transaction and keeps nothing of it. */
  readonly rollback?: string;
}

const CODES: { readonly [Name in Engine]: EngineCodes } = {
  // SQLSTATE class 23, integrity constraint violation, and 40001, serialization failure;
  // 57014, query_canceled, is what `statement_timeout` ends a statement with.
  postgres: {
    invariants: /^(?:23[0-9A-Z]{3}|40001)$/,
    timeouts: new Set(["57014"]),
    rollback: "ROLLBACK",
  },
  // Not null, unique, foreign key (both ways, old and new numbers), check (MySQL and MariaDB), and the deadlock,
  // whose SQLSTATE is 40001. Lock wait, `max_execution_time`, and MariaDB's `max_statement_time`.
  mysql: {
    invariants: /^(?:1048|1062|1213|1216|1217|1451|1452|1557|1586|3819|4025)$/,
    timeouts: new Set(["1205", "1969", "3024"]),
    rollback: "ROLLBACK",
  },
  // DuplicateKey, DocumentValidationFailure and WriteConflict; MaxTimeMSExpired.
  mongodb: {
    invariants: /^(?:11000|121|112)$/,
    timeouts: new Set(["50"]),
    rollback: "ABORTTRANSACTION",
  },
  // SQLite's names of its result codes: a constraint, with or without its kind.
  sqlite: { invariants: /^SQLITE_CONSTRAINT(?:_[A-Z]+)?$/, rollback: "ROLLBACK" },
  // A cluster's redirections, and a script that is sent whole the second time.
  redis: { routine: new Set(["ASK", "MOVED", "NOSCRIPT"]), rollback: "DISCARD" },
  rabbitmq: { rollback: "ROLLBACK" },
  // REQUEST_TIMED_OUT; REBALANCE_IN_PROGRESS and MEMBER_ID_REQUIRED, steps of joining a group.
  kafka: { timeouts: new Set(["7"]), routine: new Set(["27", "79"]), rollback: "ABORT" },
  nats: {},
  mqtt: {},
};
