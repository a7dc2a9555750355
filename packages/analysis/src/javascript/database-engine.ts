import type { FaultKind, FaultSite } from "@faultline/contract";
import type { PackageFacts } from "../project/package-facts.js";

/** Libraries that talk to whichever engine their driver does. */
const ANY_ENGINE: ReadonlySet<string> = new Set([
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

const DATABASE_KINDS: ReadonlySet<FaultKind> = new Set([
  "pool",
  "database-client",
  "database-query",
  "transaction",
]);

/** The site, with the engine that its package shows where its library doesn't. */
export function withEngine(site: FaultSite, { databaseEngine }: PackageFacts): FaultSite {
  const isOpen = DATABASE_KINDS.has(site.kind) && ANY_ENGINE.has(site.library);
  return isOpen && databaseEngine !== undefined ? { ...site, engine: databaseEngine } : site;
}
