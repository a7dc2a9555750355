import type { DatabaseEngine, FaultKind, FaultSite } from "@faultline/contract";
import type {
  Conversation,
  InProcessEngine,
  InProcessUse,
  WatchedEngineUse,
} from "../probe/observation.js";

/** A database engine whose conversations the probe can read. */
type WireEngine = Exclude<Conversation["protocol"], "http" | "unknown">;

/** A database engine that the probe can see at work, on a socket or in the process. */
export type Engine = WireEngine | InProcessEngine;

const ENGINE_OF_LIBRARY: Readonly<Record<string, Engine>> = {
  pg: "postgres",
  postgres: "postgres",
  slonik: "postgres",
  "better-sqlite3": "sqlite",
  sqlite3: "sqlite",
};

/** What the package of a site shows its engine to be, where the probe can see that engine. */
const SHOWN_ENGINES: { readonly [Shown in DatabaseEngine]?: Engine } = {
  postgres: "postgres",
  sqlite: "sqlite",
};

const DATABASE_KINDS: ReadonlySet<FaultKind> = new Set([
  "pool",
  "database-client",
  "database-query",
  "transaction",
]);

/** The engine a site talks to; undefined for a site of another concern or an engine that can't be seen. */
export function engineOf({ kind, library, engine }: FaultSite): Engine | undefined {
  if (!DATABASE_KINDS.has(kind)) return undefined;
  return ENGINE_OF_LIBRARY[library] ?? (engine && SHOWN_ENGINES[engine]);
}

/** True for a site whose library works with several engines, so that tests may use another than production. */
export function isOpenToEngines({ kind, library }: FaultSite): boolean {
  return DATABASE_KINDS.has(kind) && OPEN_LIBRARIES.has(library);
}

/** Libraries over a driver that is chosen elsewhere. */
const OPEN_LIBRARIES: ReadonlySet<string> = new Set([
  "@mikro-orm/core",
  "@nestjs/typeorm",
  "@prisma/client",
  "drizzle-orm",
  "knex",
  "kysely",
  "objection",
  "sequelize",
  "typeorm",
]);

/** True for a site that hands a statement to a database, whichever the engine. */
export function isDataAccess(site: FaultSite): boolean {
  return site.kind === "database-query" || site.kind === "transaction";
}

/** True for the protocols that belong to a database. */
export function isEngine(protocol: Conversation["protocol"]): protocol is WireEngine {
  return protocol !== "http" && protocol !== "unknown";
}

/** True for an engine in the process whose statements were seen. */
export function isWatched(use: InProcessUse): use is WatchedEngineUse {
  return use.engine !== "unknown";
}

/** True where native code that can't be seen into may have served a site's data access. */
export function mayBeServedBy(site: FaultSite, use: InProcessUse): boolean {
  if (isWatched(use)) return false;
  return site.library === use.module || (isOpenToEngines(site) && use.module !== "@prisma/client");
}
