/** What only runs its queries on a pool it is handed: drizzle-orm 0.45 and kysely 0.29 attach no listeners to it. */
export const QUERY_BUILDERS: Readonly<Record<string, readonly string[]>> = {
  "drizzle-orm/node-postgres": ["drizzle"],
  kysely: ["PostgresDialect"],
};
