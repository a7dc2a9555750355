import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { noteFile } from "../project/noted-inputs.js";
import { nearestManifest } from "../project/package-facts.js";
import { field, isRecord, readJson } from "../project/read-json.js";
import { PerRound } from "../project/round.js";
import type { Dialect } from "./migration.js";

const PROVIDERS: Readonly<Record<string, Dialect>> = {
  postgresql: "postgres",
  postgres: "postgres",
  cockroachdb: "postgres",
  mysql: "mysql",
  mariadb: "mysql",
  singlestore: "mysql",
  sqlite: "sqlite",
  turso: "sqlite",
  sqlserver: "mssql",
  mssql: "mssql",
};

const DRIVERS: Readonly<Record<string, Dialect>> = {
  pg: "postgres",
  postgres: "postgres",
  "pg-promise": "postgres",
  slonik: "postgres",
  "@neondatabase/serverless": "postgres",
  "@vercel/postgres": "postgres",
  "node-pg-migrate": "postgres",
  "@mikro-orm/postgresql": "postgres",
  mysql: "mysql",
  mysql2: "mysql",
  mariadb: "mysql",
  "@planetscale/database": "mysql",
  "@mikro-orm/mysql": "mysql",
  "@mikro-orm/mariadb": "mysql",
  sqlite3: "sqlite",
  "better-sqlite3": "sqlite",
  "@libsql/client": "sqlite",
  mssql: "mssql",
  tedious: "mssql",
};

const configured = new PerRound<string, Dialect | undefined>();

/** The dialect that Prisma's lock or schema, or Drizzle's journal, states for a folder of migrations. */
export function configuredDialect(folder: string): Dialect | undefined {
  return configured.get(folder, () => {
    const text = ["migration_lock.toml", "../schema.prisma"]
      .map((name) => textAt(join(folder, name)))
      .join("\n");
    const provider = /^\s*provider\s*=\s*"(\w+)"/m.exec(
      text.replaceAll(/generator \w+ \{[^}]*\}/g, ""),
    )?.[1];
    const journal = field(readJson(join(folder, "meta/_journal.json")), "dialect");
    const stated = provider ?? (typeof journal === "string" ? journal : "");
    return PROVIDERS[stated.toLowerCase()];
  });
}

/** The dialect of the one kind of database that a file's package has a driver for. */
export function packageDialect(path: string): Dialect | undefined {
  const found = new Set([...dependenciesOf(path)].flatMap((name) => DRIVERS[name] ?? []));
  return found.size === 1 ? [...found][0] : undefined;
}

const FIELDS = ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"];

/** What the package of a file depends on, for whatever purpose. */
export function dependenciesOf(path: string): ReadonlySet<string> {
  const nearest = nearestManifest(path);
  if (!nearest) return new Set();
  const manifest = readJson(nearest.manifest);
  const names = FIELDS.flatMap((name) => {
    const entries = field(manifest, name);
    return isRecord(entries) ? Object.keys(entries) : [];
  });
  // A manifest in a folder of migrations may say no more than `"type": "commonjs"`.
  const isPackage = names.length > 0 || field(manifest, "name") !== undefined;
  return isPackage ? new Set(names) : dependenciesOf(dirname(nearest.manifest));
}

/** Other files of a folder, or of the folders in it, whose names match; none where it can't be read. */
export function filesBeside(
  folder: string,
  isWanted: (name: string) => boolean,
): readonly string[] {
  noteFile(folder);
  try {
    return readdirSync(folder)
      .filter(isWanted)
      .toSorted()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

export function textAt(path: string): string {
  noteFile(path);
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

export function isThere(path: string): boolean {
  noteFile(path);
  return existsSync(path);
}
