import type { FaultKind } from "@faultline/contract";
import type { Fact } from "@faultline/contract";
import type { Call, FunctionNode, Invocation, Node } from "./source.js";

/** Whether an operation changes what it is done on. */
export type Access = "read" | "write" | "unknown";

/** What relations need to know of a statement that is sent to a database. */
export interface QueryDetails {
  /** The call or template that sends it. */
  readonly statement: Invocation;
  readonly access: Access;
  /** The object that the statement is sent through: a pool, a client, a transaction's handle, a model. */
  readonly handle: Node | undefined;
  /** Whether that handle belongs to a transaction. `given` is an option such as `{ transaction }`. */
  readonly transaction: "inside" | "outside" | "given" | "unknown";
  /** True where a transaction reaches every statement by itself, through AsyncLocalStorage or CLS. */
  readonly isAmbient?: boolean;
  /** The model or table, where the source fixes it. */
  readonly subject?: string | undefined;
  /** The text of the statement, where it is handed over as SQL. */
  readonly sql?: Node | undefined;
  /** How the library does the same for many rows at once, in its own words: `findMany({ where: { id: { in: ids } } })`. */
  readonly batch?: string | undefined;
  /** True where the library itself gathers such reads of one tick into one statement. */
  readonly isBatchedByLibrary?: boolean;
  /** How many rows a read can give. */
  readonly rows?: "one" | "limited" | "unlimited" | "unknown";
  /** True for an insert that a second one with the same key turns into an update or nothing. */
  readonly isUpsert?: boolean;
}

/** What relations need to know of a request to another service. */
export interface RequestDetails {
  readonly access: Access;
  /** The address that is asked, where it is an argument. */
  readonly url?: Node | undefined;
  /** Attempts that the library makes by itself, the first included; undefined when not known. */
  readonly ownAttempts?: number | undefined;
  /** How these are switched off, in the library's words. */
  readonly withoutRetries?: string | undefined;
  /** The limit on one attempt in milliseconds, where it is known. */
  readonly timeoutMs?: number | undefined;
  /** True for one that takes or sends money, and is handed no key by which a second one would be told. */
  readonly movesMoney?: boolean;
}

/** A transaction whose work is done by a function that is handed to a library. */
export interface TransactionDetails {
  /** The function that runs between BEGIN and COMMIT; undefined for one that is opened and closed by hand. */
  readonly work: FunctionNode | undefined;
  /** The parameter of that function that is the transaction's handle. */
  readonly handle: Node | undefined;
  /** True where statements on the outer handle join the transaction by themselves. */
  readonly isAmbient: boolean;
}

/** What relations need to know of a function that repeats another. */
export interface RetryDetails {
  /** What is repeated. */
  readonly work: Node | undefined;
  /** Attempts in all, the first included; undefined when not known. */
  readonly attempts?: number | undefined;
}

/** What relations need to know of a call that runs something for each item of a collection. */
export interface FanOutDetails {
  readonly collection: Node | undefined;
  readonly limit: Fact;
}

/** What relations need to know of a line that is logged. */
export interface LogDetails {
  readonly call: Call;
  readonly level: "debug" | "info" | "warn" | "error";
  /** What becomes of a line: searchable fields, or text for people. */
  readonly form: "fields" | "text" | "unknown";
  /** True for a logger that the project wrote around another. */
  readonly isOwn?: boolean;
  /** True where the logger is known to carry nothing of the request that it serves. */
  readonly isRoot: boolean;
}

/** A route, with the expression that stands for the function which answers; see `functionBehind`. */
export interface RouteDetails {
  readonly handler: Node;
}

/** What relations need to know of work that stops the event loop. */
export interface BlockingDetails {
  /** How the same is done without. */
  readonly remedy: string;
}

interface KnownDetails {
  route: RouteDetails;
  "health-route": RouteDetails;
  "blocking-call": BlockingDetails;
  log: LogDetails;
  "database-query": QueryDetails;
  "outbound-call": RequestDetails;
  "queue-publish": RequestDetails;
  "cache-operation": { readonly access: Access };
  transaction: TransactionDetails;
  retry: RetryDetails;
  "fan-out": FanOutDetails;
}

/** What each kind of draft carries beside its facts; nothing where no relation asks for more. */
export type DetailsOfKind = {
  readonly [Kind in FaultKind]: Kind extends keyof KnownDetails ? KnownDetails[Kind] : never;
};
