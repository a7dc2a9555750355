import type { FaultKind, FaultSite } from "@faultline/contract";
import type { Conversation } from "../probe/observation.js";

/** A database engine whose conversations the probe can read. */
export type Engine = Exclude<Conversation["protocol"], "http" | "unknown">;

const ENGINE_OF_LIBRARY: Readonly<Record<string, Engine>> = {
  pg: "postgres",
  postgres: "postgres",
  slonik: "postgres",
};

const DATABASE_KINDS: ReadonlySet<FaultKind> = new Set([
  "pool",
  "database-client",
  "database-query",
  "transaction",
]);

/** The engine a site talks to; undefined for a site of another concern or an engine that can't be seen. */
export function engineOf(site: FaultSite): Engine | undefined {
  return DATABASE_KINDS.has(site.kind) ? ENGINE_OF_LIBRARY[site.library] : undefined;
}

/** True for a site that hands a statement to a database, whichever the engine. */
export function isDataAccess(site: FaultSite): boolean {
  return site.kind === "database-query" || site.kind === "transaction";
}

/** True for the protocols that belong to a database. */
export function isEngine(protocol: Conversation["protocol"]): protocol is Engine {
  return protocol !== "http" && protocol !== "unknown";
}
