import type { InvariantEvidence } from "@faultline/contract";
import type { DatabaseContact } from "./database-contacts.js";
import { compareText, sortedNames } from "./ordering.js";

/** SQLSTATE class 23, integrity constraint violation, and 40001, serialization failure; SQLite's constraints. */
const INVARIANT = /^(?:23[0-9A-Z]{3}|40001|SQLITE_CONSTRAINT(?:_[A-Z]+)?)$/;

/** The constraints that a real database enforced. */
export function invariantEvidence(
  contacts: readonly DatabaseContact[],
): readonly InvariantEvidence[] {
  const codes = new Set(
    contacts.flatMap((contact) => contact.codes).filter((code) => INVARIANT.test(code)),
  );
  return [...codes].sort(compareText).map((code) => ({
    code,
    tests: sortedNames(
      contacts.filter((contact) => contact.codes.includes(code)).map(({ test }) => test),
    ),
  }));
}
