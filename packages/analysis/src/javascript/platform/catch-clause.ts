import { absent, present, unknown, type Fact } from "@faultline/contract";
import type { TSESTree } from "@typescript-eslint/types";
import type { FileFacts } from "../file-facts.js";
import { catchEffect, isCleanUp } from "../flow/catch-effect.js";
import { ioWithin } from "../flow/input-output.js";
import type { DraftOf } from "../recogniser.js";

/** Every catch clause, with whether the error it takes goes anywhere. */
export function catchClauses(facts: FileFacts): readonly DraftOf<"error-handler">[] {
  return facts.nodes.catches.map((clause) => ({
    kind: "error-handler",
    library: "javascript",
    operation: "catch",
    node: clause,
    extent: clause.body,
    protects: clause.parent.block,
    mechanisms: { surfacing: surfacing(facts, clause) },
  }));
}

function surfacing(facts: FileFacts, clause: TSESTree.CatchClause): Fact {
  const effect = catchEffect(facts, clause.body, clause.param ?? undefined, clause.parent.block);
  if (effect === "kept") return present("the handler passes the failure on");
  const [lost] = ioWithin(facts, clause.parent.block);
  if (!lost) return unknown("nothing in the block is known to reach another process");
  if (isCleanUp(clause.parent.block)) return unknown("the block only tidies up");
  const loss = effect === "dropped" ? "is dropped" : "is replaced by an empty value";
  return absent(
    `a failure of \`${facts.textOf(lost.node)}\` ${loss}, so the caller goes on as if it had succeeded`,
    "rethrow it, or log it and return an error the caller can tell apart",
  );
}
