import { absent } from "@faultline/contract";
import type { FileFacts } from "../file-facts.js";
import { chainStart } from "../flow/call-chain.js";
import { usesAny, variablesIn } from "../flow/derived-variables.js";
import { enclosingFunction } from "../flow/enclosing.js";
import { resultName } from "../flow/result-name.js";
import type { SiteDraft } from "../recogniser.js";
import type { Relations } from "../relation.js";
import { isStatement, type Statement } from "./statements.js";

/**
 * A row that is read in a transaction and written past it: the write waits for the lock that its
 * own transaction holds, or is not undone with it.
 */
export function lockedRow(facts: FileFacts, drafts: readonly SiteDraft[]): Relations {
  const statements = drafts.filter(isStatement);
  return {
    statements: statements.flatMap((read) =>
      read.details.access === "read" && read.details.transaction === "given"
        ? statements
            .filter((write) => isOnRowOf(facts, read, write))
            .map((about) => ({
              about,
              mechanism: "transaction-handle" as const,
              fact: absent(
                `it writes a row that \`${facts.textOf(read.node)}\` read in a transaction, without that transaction`,
                "hand the same `transaction` to it",
              ),
            }))
        : [],
    ),
  };
}

/** `user.save()` on what the read gave, later in the same function. */
function isOnRowOf(facts: FileFacts, read: Statement, write: Statement): boolean {
  const name = resultName(read.details.statement);
  const { statement } = write.details;
  return (
    name !== undefined &&
    write.details.access === "write" &&
    write.details.transaction === "outside" &&
    write.details.isAmbient !== true &&
    statement.type === "CallExpression" &&
    statement.range[0] > read.node.range[0] &&
    enclosingFunction(statement) === enclosingFunction(read.details.statement) &&
    usesAny(facts, chainStart(statement.callee), variablesIn(facts, name))
  );
}
