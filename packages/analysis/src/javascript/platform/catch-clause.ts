import type { TSESTree } from "@typescript-eslint/types";
import type { FileFacts } from "../file-facts.js";
import { catchEffect, returnedValues, type CatchEffect } from "../flow/catch-effect.js";
import { isAfterFailure, isCleanUp } from "../flow/clean-up.js";
import { enclosingFunction } from "../flow/enclosing.js";
import { hasNoCaller } from "../flow/no-caller.js";
import { isOutcomeTested } from "../flow/tested-result.js";
import { isWithin, nodesInFunction } from "../flow/walk.js";
import type { DraftOf } from "../recogniser.js";
import type { Node } from "../source.js";
import { handlerFacts } from "./handler-facts.js";

/** Every catch clause, with whether the error it takes goes anywhere. */
export function catchClauses(facts: FileFacts): readonly DraftOf<"error-handler">[] {
  return facts.nodes.catches.map((clause) => ({
    kind: "error-handler",
    library: "javascript",
    operation: "catch",
    node: clause,
    extent: clause.body,
    protects: clause.parent.block,
    mechanisms: factsOf(facts, clause),
  }));
}

function factsOf(
  facts: FileFacts,
  clause: TSESTree.CatchClause,
): DraftOf<"error-handler">["mechanisms"] {
  return handlerFacts(facts, {
    effect: effectOf(facts, clause),
    body: clause.body,
    protects: clause.parent.block,
    excuse: excuseOf(facts, clause),
    hasNoCaller: hasNoCaller(clause),
    wayOut: "rethrow it",
  });
}

function excuseOf(facts: FileFacts, clause: TSESTree.CatchClause): string | undefined {
  const attempt = clause.parent;
  if (promisesError(facts, clause)) return "the function says that it may return an error";
  if (isCleanUp(attempt.block) || isAfterFailure(clause)) return "the block only tidies up";
  return isOutcomeTested(facts, attempt) ? "what the block sets is tested afterwards" : undefined;
}

/** `Promise<Order | Error>`: a caller that reads the type has to tell them apart. */
function promisesError(facts: FileFacts, clause: TSESTree.CatchClause): boolean {
  const type = enclosingFunction(clause)?.returnType;
  return type ? /Error\b/.test(facts.textOf(type)) : false;
}

/** What leaves the handler, or the code after it where only failure gets there. */
function effectOf(facts: FileFacts, clause: TSESTree.CatchClause): CatchEffect {
  const scope = enclosingFunction(clause)?.body ?? clause.parent.block;
  const successes = returnedValues(scope).filter((value) => !isWithin(value, clause));
  const parameter = clause.param ?? undefined;
  const own = catchEffect(facts, { body: clause.body, parameter, successes });
  if (own.outcome !== "dropped" || !mayLeave(clause.parent.block)) return own;
  const rest = effectOfRest(facts, clause.parent, successes);
  return { ...rest, isLogged: own.isLogged || rest.isLogged };
}

/** What follows a `try` that success leaves: another attempt, a `throw`, or an empty answer. */
function effectOfRest(
  facts: FileFacts,
  attempt: TSESTree.TryStatement,
  successes: readonly Node[],
): CatchEffect {
  const { parent } = attempt;
  if (parent.type !== "BlockStatement") return KEPT;
  const rest = parent.body.slice(parent.body.indexOf(attempt) + 1);
  const [next] = rest;
  const isInLoop = /^(?:For|While|DoWhile)/.test(parent.parent.type);
  if (isInLoop || rest.length > 1) return KEPT;
  return next ? catchEffect(facts, { body: asHandler(next), successes }) : DROPPED;
}

const KEPT: CatchEffect = { outcome: "kept", isLogged: false };
const DROPPED: CatchEffect = { outcome: "dropped", isLogged: false };

/** `return null` as the value it returns, any other statement as it is. */
function asHandler(statement: TSESTree.Statement): Node {
  return statement.type === "ReturnStatement" && statement.argument
    ? statement.argument
    : statement;
}

/** True when success may end the function, so that what follows the `try` is for failure too. */
function mayLeave(block: TSESTree.BlockStatement): boolean {
  return (
    /^(?:Throw|Break|Continue)Statement$/.test(block.body.at(-1)?.type ?? "") ||
    nodesInFunction(block).some(({ type }) => type === "ReturnStatement")
  );
}
