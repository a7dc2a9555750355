/**
 * SQLite's extended result codes of a constraint and of a lock (sqlite.org/rescode.html), by number
 * and by the words its messages begin with: bindings hand on one, the other or both.
 */
const NAMES: Readonly<Record<number, string>> = {
  5: "SQLITE_BUSY",
  6: "SQLITE_LOCKED",
  19: "SQLITE_CONSTRAINT",
  275: "SQLITE_CONSTRAINT_CHECK",
  787: "SQLITE_CONSTRAINT_FOREIGNKEY",
  1299: "SQLITE_CONSTRAINT_NOTNULL",
  1555: "SQLITE_CONSTRAINT_PRIMARYKEY",
  1811: "SQLITE_CONSTRAINT_TRIGGER",
  2067: "SQLITE_CONSTRAINT_UNIQUE",
  2579: "SQLITE_CONSTRAINT_ROWID",
};

const MESSAGE = /\b(UNIQUE|CHECK|NOT NULL|FOREIGN KEY) constraint failed/;

/** The name of an error of SQLite; `SQLITE_ERROR` for one that has no name here, undefined for what is none. */
export function sqliteCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const number: unknown = Reflect.get(error, "errcode") ?? Reflect.get(error, "errno");
  const numbered = typeof number === "number" ? NAMES[number] : undefined;
  const constraint = MESSAGE.exec(error.message)?.[1]?.replace(" ", "");
  const told: unknown = Reflect.get(error, "code");
  // The general name is all that some bindings tell; the message then says which constraint it was.
  if (typeof told === "string" && /^SQLITE_\w+_\w+$/.test(told)) return told;
  if (numbered !== undefined && numbered !== "SQLITE_CONSTRAINT") return numbered;
  if (constraint !== undefined) return `SQLITE_CONSTRAINT_${constraint}`;
  return typeof told === "string" && told.startsWith("SQLITE_") ? told : "SQLITE_ERROR";
}
