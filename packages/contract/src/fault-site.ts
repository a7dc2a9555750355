import type { Fact } from "./fact.js";
import type { SourceLocation, SourceRange } from "./source-location.js";

/**
 * The mechanisms that can protect each kind of fault site. A site states a fact for each of its
 * kind's mechanisms that its library could have; a mechanism it does not state does not apply.
 */
export interface MechanismsOfKind {
  /** A request to another service over HTTP or through an SDK, a mail, a child process. */
  "outbound-call":
    | "timeout"
    | "effective-timeout"
    | "retry"
    | "idempotency-key"
    | "circuit-breaker"
    | "fallback"
    | "outside-transaction";
  /** A configured client that later calls go through: `axios.create()`, `new Redis()`. */
  client: "timeout" | "effective-timeout" | "error-listener" | "reuse";
  /** A single connection to a database: `new Client()`. */
  "database-client": "timeout" | "effective-timeout" | "error-listener" | "migrations" | "reuse";
  /** A pool of database connections, or an ORM's client that keeps one. */
  pool:
    | "timeout"
    | "effective-timeout"
    | "error-listener"
    | "pool-limits"
    | "migrations"
    | "reuse"
    | "closing";
  /** A connection taken from a pool for a while. */
  "pooled-connection": "release" | "error-listener";
  "database-query":
    "timeout" | "batching" | "parameters" | "transaction-handle" | "row-limit" | "layering";
  /** A call of the project's own that leads to a site in another function. */
  "indirect-call": "timeout" | "batching" | "transaction-handle" | "outside-transaction";
  transaction: "rollback" | "release";
  /** Several writes of one function that belong together. */
  "unit-of-work": "transaction";
  "cache-operation": "expiry";
  /** How many rows a client may ask for, as the schema of its request says. */
  "page-size": "upper-bound";
  /** A message or job handed to a broker. */
  "queue-publish": "outbox" | "outside-transaction" | "retry-policy";
  /** A queue as its producer sees it. */
  queue: "error-listener" | "retry-policy" | "closing";
  /** The place where messages or jobs are taken from a broker. */
  consumer: "error-listener" | "retry-policy" | "closing";
  retry:
    | "backoff"
    | "jitter"
    | "delay-cap"
    | "attempt-limit"
    | "repeatable"
    | "selective"
    | "single-layer";
  "circuit-breaker": "reuse" | "timeout" | "fallback" | "threshold";
  /** A time limit that stands by itself: a shared signal, a race against a timer. */
  "time-limit": "effective-timeout";
  /** A stream, socket or process that reports its failures through an event. */
  emitter: "error-listener";
  /** A catch clause, `.catch()` callback, error listener or guard on a failed result. */
  "error-handler": "surfacing" | "propagation" | "fallback-signal";
  /** What a request is answered with where its work failed. */
  "error-answer": "error-status";
  /** Work that runs beside its caller, who may never learn of its failure. */
  "async-work": "failure-handling";
  /** A handler of `uncaughtException` or `unhandledRejection`. */
  "crash-handler": "exit";
  /** One operation for each item of a collection, all at once. */
  "fan-out": "concurrency-limit" | "transaction-handle";
  /** Work that stops the event loop while it lasts. */
  "blocking-call": "off-request-path";
  /** A value read, worked on and written back. */
  "state-update": "atomicity";
  /** A value that a client sent, where it reaches what it can do harm in: a statement, an address, a path, code. */
  "request-input": "validation" | "fixed-host" | "contained-path" | "plain-values" | "trusted-code";
  /** A request and what answers it. */
  route: "authorization" | "read-only" | "request-idempotency";
  "health-route": "read-only" | "dependency-check" | "independence";
  /** A span of a trace that code starts. */
  span: "end";
  /** The place where a server begins to listen. */
  server: "error-listener";
  /** A handler of a termination signal. */
  shutdown: "stop-accepting" | "close-resources" | "deadline";
  /** A line that is logged. `structure-throughout` also asks at start-up, and where there is no logger yet. */
  log:
    | "structure"
    | "structure-throughout"
    | "arguments"
    | "fields"
    | "error-object"
    | "error-stack"
    | "request-context"
    | "privacy";
  /** A password, key or token where it is handed to what uses it. */
  credential: "secret-storage" | "unguessable-secret" | "required-secret";
  /** A token that is signed, verified or read: a JWT. */
  token: "token-signature" | "token-algorithm" | "token-audience" | "token-expiry";
  /** Which other sites a browser lets read the answers. */
  "cors-policy": "known-origins";
  /** An encrypted connection, where its options say how the other side is checked. */
  "tls-connection": "certificate-check";
  /** The address of a service, where it is handed to the client that calls it. */
  "service-address": "configurable-address";
  /** One thing that a migration changes of the schema: an index, a column, a constraint. */
  "schema-change":
    "online" | "compatibility" | "retention" | "lock-timeout" | "foreign-key-index" | "row-key";
  /** A file of such changes. */
  migration: "down";
  /** A Kubernetes workload. */
  workload:
    | "readiness-probe"
    | "liveness-probe"
    | "resource-requests"
    | "memory-limit"
    | "gradual-rollout"
    | "non-root"
    | "liveness-patience"
    | "startup-patience"
    | "cheap-probe"
    | "spare-replica"
    | "spread"
    | "fixed-version"
    | "grace-period"
    | "stop-hook"
    | "storage-limit";
  /** A Kubernetes autoscaler. */
  autoscaler: "safe-minimum" | "maximum" | "measured-resource" | "sole-control";
  /** A Kubernetes disruption budget. */
  "disruption-budget": "room-to-drain";
  /** The image that a Dockerfile makes; its target is what a container of it starts: `node dist/main.js`. */
  "container-image": "non-root" | "small-base" | "signal-delivery" | "production-dependencies";
  /** One instruction of a Dockerfile: an image that is pulled, an install, a secret that is handed in. */
  "image-step": "pinned-image" | "secret-free" | "locked-install";
  /** A service of a Compose file. */
  service:
    | "health-check"
    | "ready-dependencies"
    | "memory-limit"
    | "restart-policy"
    | "pinned-image"
    | "secret-storage";
  /** A step of a pipeline that brings a new version to where it runs. */
  "deployment-step": "automatic-rollback" | "automated-release";
}

/**
 * What a site declares that another file must agree with: a probe the route behind it, a drain the time that is left for
 * it. Sizes in bytes, times in seconds.
 */
export type DeclaredName =
  | "readiness-path"
  | "liveness-path"
  | "startup-path"
  | "memory-limit"
  | "heap-limit"
  | "termination-time"
  | "pre-stop-time"
  | "drain-time"
  | "most-replicas"
  | "image"
  | "pool-size"
  | "connection-limit";

/** One value that a site declares, and where it is written. */
export interface Declared {
  readonly name: DeclaredName;
  readonly value: string | number;
  /** The part of the site that it holds for, where there are several: a container's name. */
  readonly part?: string;
  readonly at: SourceRange;
}

export type DatabaseEngine = "postgres" | "mysql" | "sqlite" | "mssql" | "oracle";

export type FaultKind = keyof MechanismsOfKind;
export type Mechanism = MechanismsOfKind[FaultKind];

/** A place in the code where the world can fail, or where failure is dealt with. */
export interface FaultSite<Kind extends FaultKind = FaultKind> {
  /** Survives line moves and renames of neighbours: `file#kind:function:ordinal`. */
  readonly id: string;
  readonly kind: Kind;
  /** npm package or platform module that gives the site its meaning: `pg`, `node:http`, `javascript`, `kubernetes`. */
  readonly library: string;
  /** What is done there, in the library's words: `post`, `Pool`, `catch`, `SIGTERM`. */
  readonly operation: string;
  /** Dotted path of the enclosing functions and classes; empty at module level. */
  readonly function: string;
  /** Where a finding about the site is placed: small and stable. */
  readonly location: SourceLocation;
  /** The code whose execution exercises the site: a handler's body, a loop, the call itself. */
  readonly extent: SourceRange;
  /** The code whose failure the site deals with: the `try` block of a catch clause, the body of a retry. */
  readonly protects?: SourceRange;
  /** What the site is about, where that can be read: a route (`POST /payments`), a host, a workload's name. */
  readonly target?: string;
  /** The database engine behind a library that works with several, where the package shows it. */
  readonly engine?: DatabaseEngine;
  readonly declared?: readonly Declared[];
  readonly mechanisms: Readonly<Partial<Record<MechanismsOfKind[Kind], Fact>>>;
}

/** A site's identity: what joins findings, evidence and baselines instead of line numbers. */
export function siteId(site: {
  readonly file: string;
  readonly kind: FaultKind;
  readonly function: string;
  readonly ordinal: number;
}): string {
  return `${site.file}#${site.kind}:${site.function}:${String(site.ordinal)}`;
}

/** Narrows sites to one kind, with that kind's mechanisms typed. */
export function isSiteOfKind<Kind extends FaultKind>(
  site: FaultSite,
  kind: Kind,
): site is FaultSite<Kind> {
  return site.kind === kind;
}
