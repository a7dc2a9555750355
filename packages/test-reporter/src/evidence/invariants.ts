/** SQLSTATE class 23, integrity constraint violation, and 40001, serialization failure; SQLite's constraints. */
const INVARIANT = /^(?:23[0-9A-Z]{3}|40001|SQLITE_CONSTRAINT(?:_[A-Z]+)?)$/;

/** True for an error code that says that the database enforced a constraint. */
export function isInvariant(code: string): boolean {
  return INVARIANT.test(code);
}
