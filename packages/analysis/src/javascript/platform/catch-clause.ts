import { absent, present, unknown, type Fact } from "@faultline/contract";
import type { TSESTree } from "@typescript-eslint/types";
import type { FileFacts } from "../file-facts.js";
import { catchEffect, returnedValues, type CatchEffect } from "../flow/catch-effect.js";
import { isAfterFailure, isCleanUp, undoes } from "../flow/clean-up.js";
import { enclosingFunction } from "../flow/enclosing.js";
import { ioWithin } from "../flow/input-output.js";
import { isOutcomeTested } from "../flow/tested-result.js";
import { isWithin } from "../flow/walk.js";
import type { DraftOf } from "../recogniser.js";
import type { Node } from "../source.js";

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
  const attempt = clause.parent;
  const effect = effectOf(facts, clause);
  if (effect === "kept") return present("the handler passes the failure on");
  const lost = ioWithin(facts, attempt.block).find((draft) => !undoes(draft));
  if (!lost) return unknown("nothing in the block is known to reach another process");
  if (isCleanUp(attempt.block) || isAfterFailure(clause))
    return unknown("the block only tidies up");
  if (isOutcomeTested(facts, attempt)) return unknown("what the block sets is tested afterwards");
  const loss = effect === "dropped" ? "is dropped" : "is replaced by an empty value";
  return absent(
    `a failure of \`${facts.textOf(lost.node)}\` ${loss}, so the caller goes on as if it had succeeded`,
    "rethrow it, or log it and return an error the caller can tell apart",
  );
}

/** What leaves the handler, or the code after it where only failure gets there. */
function effectOf(facts: FileFacts, clause: TSESTree.CatchClause): CatchEffect {
  const scope = enclosingFunction(clause)?.body ?? clause.parent.block;
  const successes = returnedValues(scope).filter((value) => !isWithin(value, clause));
  const parameter = clause.param ?? undefined;
  const own = catchEffect(facts, { body: clause.body, parameter, successes });
  if (own !== "dropped" || !alwaysLeaves(clause.parent.block)) return own;
  return effectOfRest(facts, clause.parent);
}

/** What follows a `try` that success leaves: another attempt, a `throw`, or an empty answer. */
function effectOfRest(facts: FileFacts, attempt: TSESTree.TryStatement): CatchEffect {
  const { parent } = attempt;
  if (parent.type !== "BlockStatement") return "kept";
  const rest = parent.body.slice(parent.body.indexOf(attempt) + 1);
  const [effect = "dropped"] = rest.map((body) => catchEffect(facts, { body: asHandler(body) }));
  const isInLoop = /^(?:For|While|DoWhile)/.test(parent.parent.type);
  return isInLoop || rest.length > 1 ? "kept" : effect;
}

/** `return null` as the value it returns, any other statement as it is. */
function asHandler(statement: TSESTree.Statement): Node {
  return statement.type === "ReturnStatement" && statement.argument
    ? statement.argument
    : statement;
}

function alwaysLeaves({ body }: TSESTree.BlockStatement): boolean {
  return /^(?:Return|Throw|Break|Continue)Statement$/.test(body.at(-1)?.type ?? "");
}
