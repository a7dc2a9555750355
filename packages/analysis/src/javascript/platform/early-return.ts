import { absent, type Fact } from "@faultline/contract";
import { DefinitionType } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { isCleanUp } from "../flow/clean-up.js";
import { enclosingFunction } from "../flow/enclosing.js";
import { allNodes, nodesInFunction } from "../flow/walk.js";
import { asyncWork } from "../kinds/async-work.js";
import type { DraftOf } from "../recogniser.js";
import type { Node } from "../source.js";
import { settlementOf } from "../summaries/settlement.js";

/** Promises that a function returns from a `try` before they settle, past its `catch` and `finally`. */
export function earlyReturns(facts: FileFacts): readonly DraftOf<"async-work">[] {
  return facts.nodes.attempts.flatMap((attempt) => {
    const lost = lossOf(facts, attempt);
    if (!lost) return [];
    return nodesInFunction(attempt.block).flatMap((node) => {
      if (node.type !== "ReturnStatement" || !node.argument) return [];
      if (innermostTry(node) !== attempt) return [];
      const fact = factOf(facts, attempt, node.argument, lost);
      return fact ? [asyncWork("return", { node, extent: node.argument }, fact)] : [];
    });
  });
}

/** What a promise that leaves the `try` early misses; undefined where it misses nothing. */
function lossOf(
  facts: FileFacts,
  { handler, finalizer }: TSESTree.TryStatement,
): string | undefined {
  if (handler && !onlyRethrows(facts, handler)) return "its `catch` never sees the rejection";
  return finalizer && tidiesUp(facts, finalizer)
    ? "its `finally` runs before the work is done"
    : undefined;
}

function factOf(
  facts: FileFacts,
  attempt: TSESTree.TryStatement,
  value: Node,
  lost: string,
): Fact | undefined {
  const settlement = settlementOf(facts, value);
  if (settlement === "settles" || catchesItself(value)) return undefined;
  if (!settlement && !(attempt.finalizer && isWorkGiven(facts, value))) return undefined;
  return absent(
    `the promise leaves the \`try\` without \`await\`, so ${lost}`,
    "`return await` it",
  );
}

/** `return promise.then(…, onError)`: failure has a handler of its own, which may throw again. */
function catchesItself(value: Node): boolean {
  if (value.type !== "CallExpression" || value.callee.type !== "MemberExpression") return false;
  const name = staticName(value.callee);
  return name === "catch" || (name === "then" && value.arguments.length > 1);
}

/** `catch (error) { throw error; }` does nothing. */
function onlyRethrows(facts: FileFacts, { param, body }: TSESTree.CatchClause): boolean {
  const [only] = body.body;
  if (body.body.length !== 1 || only?.type !== "ThrowStatement" || !param) return false;
  return facts.textOf(only.argument) === facts.textOf(param);
}

function tidiesUp(facts: FileFacts, finalizer: Node): boolean {
  return (
    isCleanUp(finalizer) ||
    allNodes(finalizer).some(
      (node) =>
        node.type === "AwaitExpression" ||
        (node.type === "CallExpression" && facts.textOf(node.callee) === "clearTimeout"),
    )
  );
}

/** A function that the caller hands in and that may give a promise: `return work(transaction)`. */
function isWorkGiven(facts: FileFacts, value: Node): boolean {
  if (value.type !== "CallExpression" || value.callee.type !== "Identifier") return false;
  if (!enclosingFunction(value)?.async || value.arguments.length === 0) return false;
  const [definition] = facts.bindings.variables.of(value.callee)?.defs ?? [];
  if (definition?.type !== DefinitionType.Parameter) return false;
  const { name } = definition;
  const type = name.type === "Identifier" ? name.typeAnnotation?.typeAnnotation : undefined;
  return (
    type?.type === "TSFunctionType" && type.returnType?.typeAnnotation.type === "TSTypeReference"
  );
}

/** The `try` whose block a statement stands in, in its function. */
function innermostTry(node: Node): TSESTree.TryStatement | undefined {
  let inner = node;
  for (let current = node.parent; current; inner = current, current = current.parent) {
    if (current.type === "TryStatement" && current.block === inner) return current;
  }
  return undefined;
}
