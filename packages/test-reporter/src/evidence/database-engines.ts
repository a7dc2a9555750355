import type { DatabaseEngine, FaultKind, FaultSite } from "@faultline/contract";
import type {
  Conversation,
  InProcessEngine,
  InProcessUse,
  WatchedEngineUse,
} from "../probe/observation.js";

/** The engine that speaks each protocol the probe reads; undefined for a protocol of no engine. */
const ENGINE_OF_PROTOCOL = {
  amqp: "rabbitmq",
  http: undefined,
  kafka: "kafka",
  mongodb: "mongodb",
  mqtt: "mqtt",
  mysql: "mysql",
  nats: "nats",
  postgres: "postgres",
  redis: "redis",
  unknown: undefined,
} as const satisfies { readonly [Name in Conversation["protocol"]]: string | undefined };

/** A database, cache or broker that the probe can see at work, on a socket or in the process. */
export type Engine =
  Exclude<(typeof ENGINE_OF_PROTOCOL)[Conversation["protocol"]], undefined> | InProcessEngine;

/** The engine at the other end of a conversation. */
export function engineOfProtocol(protocol: Conversation["protocol"]): Engine | undefined {
  return ENGINE_OF_PROTOCOL[protocol];
}

/** Libraries that are for one engine alone. */
const ENGINE_OF_LIBRARY: Readonly<Record<string, Engine>> = {
  "@confluentinc/kafka-javascript": "kafka",
  "@nats-io/transport-node": "nats",
  "@redis/client": "redis",
  "amqp-connection-manager": "rabbitmq",
  amqplib: "rabbitmq",
  bull: "redis",
  bullmq: "redis",
  ioredis: "redis",
  kafkajs: "kafka",
  mariadb: "mysql",
  mongodb: "mongodb",
  mongoose: "mongodb",
  mqtt: "mqtt",
  mysql: "mysql",
  mysql2: "mysql",
  nats: "nats",
  pg: "postgres",
  "pg-boss": "postgres",
  "pg-pool": "postgres",
  postgres: "postgres",
  redis: "redis",
  slonik: "postgres",
  "better-sqlite3": "sqlite",
  sqlite3: "sqlite",
};

/** What the package of a site shows its engine to be, where the probe can see that engine. */
const SHOWN_ENGINES: { readonly [Shown in DatabaseEngine]?: Engine } = {
  mysql: "mysql",
  postgres: "postgres",
  sqlite: "sqlite",
};

const SQL: readonly Engine[] = ["mysql", "postgres", "sqlite"];
const SQL_OR_MONGODB: readonly Engine[] = ["mongodb", ...SQL];

/** Libraries that are for several engines, of which a project has chosen one. */
const ENGINES_OF_LIBRARY: Readonly<Record<string, readonly Engine[]>> = {
  "@mikro-orm/core": SQL_OR_MONGODB,
  "@mikro-orm/mongodb": ["mongodb"],
  "@mikro-orm/mysql": ["mysql"],
  "@mikro-orm/mariadb": ["mysql"],
  "@mikro-orm/postgresql": ["postgres"],
  "@nestjs/typeorm": SQL_OR_MONGODB,
  "@prisma/client": SQL_OR_MONGODB,
  "@sequelize/core": SQL,
  "drizzle-orm": SQL,
  knex: SQL,
  kysely: SQL,
  objection: SQL,
  sequelize: SQL,
  "sequelize-typescript": SQL,
  typeorm: SQL_OR_MONGODB,
};

const ENGINE_KINDS: ReadonlySet<FaultKind> = new Set([
  "cache-operation",
  "client",
  "consumer",
  "database-client",
  "database-query",
  "pool",
  "queue",
  "queue-publish",
  "transaction",
]);

/** The engines a site may talk to; none for a site of another concern or an engine that can't be seen. */
export function enginesOf({ kind, library, engine: shown }: FaultSite): readonly Engine[] {
  if (!ENGINE_KINDS.has(kind)) return [];
  const only = ENGINE_OF_LIBRARY[library];
  if (only !== undefined) return [only];
  const possible = ENGINES_OF_LIBRARY[library] ?? [];
  return shown === undefined ? possible : possible.filter((one) => one === SHOWN_ENGINES[shown]);
}

/** The engine a site talks to, where its library is for one alone or its package shows which it is. */
export function engineOf(site: FaultSite): Engine | undefined {
  const [first, ...others] = enginesOf(site);
  return others.length === 0 ? first : undefined;
}

/** True for a site whose library works with several engines, so that tests may use another than production. */
export function isOpenToEngines({ kind, library }: FaultSite): boolean {
  return ENGINE_KINDS.has(kind) && (ENGINES_OF_LIBRARY[library] ?? []).length > 1;
}

/** True for a site that hands a statement to a database, whichever the engine. */
export function isDataAccess(site: FaultSite): boolean {
  return site.kind === "database-query" || site.kind === "transaction";
}

/** True for a site that hands something to an engine: a statement, a cache's command, a message. */
export function usesEngine(site: FaultSite): boolean {
  return isDataAccess(site) || site.kind === "cache-operation" || site.kind === "queue-publish";
}

const DATABASES: ReadonlySet<string> = new Set<Engine>(["mongodb", "mysql", "postgres", "sqlite"]);

/** True for an engine that keeps a service's data, false for caches and brokers. */
export function isDatabase(engine: string): boolean {
  return DATABASES.has(engine);
}

/** The ports that engines have when nobody chooses another. */
export const ENGINE_OF_PORT: ReadonlyMap<string, Engine> = new Map([
  ["1883", "mqtt"],
  ["27017", "mongodb"],
  ["3306", "mysql"],
  ["4222", "nats"],
  ["5432", "postgres"],
  ["5672", "rabbitmq"],
  ["6379", "redis"],
  ["9092", "kafka"],
]);

/** True for an engine in the process whose statements were seen. */
export function isWatched(use: InProcessUse): use is WatchedEngineUse {
  return use.engine !== "unknown";
}

/** True where native code that can't be seen into may have served a site's data access. */
export function mayBeServedBy(site: FaultSite, use: InProcessUse): boolean {
  if (isWatched(use)) return false;
  return site.library === use.module || (isOpenToEngines(site) && use.module !== "@prisma/client");
}
