import type { DatabaseEngine } from "@faultline/contract";

/** Drivers by what they talk to. Over HTTP a driver talks to a service, and not in the engine's protocol. */
const DRIVERS: Readonly<Record<string, DatabaseEngine | "service">> = {
  pg: "postgres",
  postgres: "postgres",
  "pg-native": "postgres",
  "@electric-sql/pglite": "postgres",
  "@prisma/adapter-pg": "postgres",
  "@neondatabase/serverless": "service",
  "@vercel/postgres": "service",
  mysql: "mysql",
  mysql2: "mysql",
  mariadb: "mysql",
  "@prisma/adapter-mariadb": "mysql",
  "@planetscale/database": "service",
  "better-sqlite3": "sqlite",
  sqlite3: "sqlite",
  "sql.js": "sqlite",
  "@prisma/adapter-better-sqlite3": "sqlite",
  "@libsql/client": "service",
  mssql: "mssql",
  tedious: "mssql",
  oracledb: "oracle",
};

/** What a Prisma schema calls the engines. */
const PROVIDERS: Readonly<Record<string, DatabaseEngine>> = {
  postgresql: "postgres",
  postgres: "postgres",
  mysql: "mysql",
  sqlite: "sqlite",
  sqlserver: "mssql",
};

/**
 * The one engine that a package talks to: that of all the drivers it ships with, and of its Prisma
 * schema where it has one. Undefined where there is none, or more than one.
 */
export function shippedEngine(
  shippedNames: readonly string[],
  prismaSchema: string | undefined,
): DatabaseEngine | undefined {
  const provider = prismaSchema === undefined ? undefined : providerOf(prismaSchema);
  const engines = new Set([
    ...shippedNames.flatMap((name) => DRIVERS[name] ?? []),
    ...(provider ?? []),
  ]);
  const [engine] = engines;
  return engines.size === 1 && engine !== "service" ? engine : undefined;
}

/** The engine of a schema's data source; `service` for one that is none of these or can't be read. */
function providerOf(schema: string): readonly (DatabaseEngine | "service")[] {
  const source = /^\s*datasource\s+\w+\s*\{([^}]*)\}/m.exec(schema)?.[1];
  if (source === undefined) return [];
  const name = /^\s*provider\s*=\s*"(\w+)"/m.exec(source)?.[1] ?? "";
  return [PROVIDERS[name] ?? "service"];
}
