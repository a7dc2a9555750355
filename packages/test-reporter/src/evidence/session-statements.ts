import type { Statement } from "../probe/observation.js";

/** What drivers and ORMs say by themselves when they open a connection: settings, versions, the types there are. */
const SESSION: readonly RegExp[] = [
  /^\s*(?:SET|SHOW)\b/i,
  /^\s*SELECT\s+(?:\*\s+FROM\s+)?(?:version|current_schema|current_database)\s*\(\s*\)/i,
  /^\s*SELECT\s+b\.oid,\s*b\.typarray\s+FROM\s+pg_catalog\.pg_type\b/i,
];

/** True where statements were seen and none of them is the code's own: a connection was opened, and no more. */
export function areOfSession(statements: readonly Statement[]): boolean {
  return (
    statements.length > 0 &&
    statements.every(({ text }) => SESSION.some((pattern) => pattern.test(text)))
  );
}
