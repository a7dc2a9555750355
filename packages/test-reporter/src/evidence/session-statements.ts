import type { Statement } from "../probe/observation.js";
import type { Engine } from "./database-engines.js";

/** Settings and versions, which drivers and ORMs ask for by themselves when they open a connection. */
const SQL_SESSION: readonly RegExp[] = [
  /^\s*(?:SET|SHOW)\b/i,
  /^\s*SELECT\s+(?:\*\s+FROM\s+)?(?:version|current_schema|current_database)\s*\(\s*\)/i,
];

const SESSION: { readonly [Name in Engine]?: readonly RegExp[] } = {
  mysql: SQL_SESSION,
  // The types there are.
  postgres: [...SQL_SESSION, /^\s*SELECT\s+b\.oid,\s*b\.typarray\s+FROM\s+pg_catalog\.pg_type\b/i],
  sqlite: SQL_SESSION,
};

/** True where statements were seen and none of them is the code's own: a connection was opened, and no more. */
export function areOfSession(engine: Engine, statements: readonly Statement[]): boolean {
  const patterns = SESSION[engine] ?? [];
  return (
    statements.length > 0 &&
    statements.every(({ text }) => patterns.some((pattern) => pattern.test(text)))
  );
}
