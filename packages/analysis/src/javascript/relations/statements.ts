import type { QueryDetails } from "../details.js";
import type { FileFacts } from "../file-facts.js";
import { chainEnd } from "../flow/call-chain.js";
import type { DraftOf, SiteDraft } from "../recogniser.js";
import type { FunctionNode, Node } from "../source.js";

/** A statement with what relations need to know of it. */
export type Statement = DraftOf<"database-query"> & { readonly details: QueryDetails };

export function isStatement(draft: SiteDraft): draft is Statement {
  return draft.kind === "database-query" && draft.details !== undefined;
}

/** The source of a statement with the rest of its chain. */
export function statementText(facts: FileFacts, statement: Node): string {
  return facts.textOf(chainEnd(statement));
}

/** Locks of a row, in the words of SQL and of the libraries. */
const LOCKS_ROW = /\block\b|\bforUpdate\b|\bfor update\b|pessimistic|\bsetLock\b/i;

/** Locks of another kind, and isolation under which the database finds such conflicts. */
const LOCKS_OTHERWISE = /advisory|redlock|mutex|semaphore|\block\b|serializable|repeatable/i;

/** True where something keeps a second execution out, or finds it: a row lock, an own lock, an isolation level. */
export function holdsOthersOff(facts: FileFacts, read: Statement, scope: FunctionNode): boolean {
  return (
    LOCKS_ROW.test(statementText(facts, read.details.statement)) ||
    LOCKS_OTHERWISE.test(facts.textOf(scope.parent))
  );
}
