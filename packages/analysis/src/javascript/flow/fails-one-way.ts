import type { TSESTree } from "@typescript-eslint/types";
import { staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { functionBehind } from "../modules/function-behind.js";
import type { FunctionNode, Node } from "../source.js";
import { nodesInFunction } from "./walk.js";

/** Methods of arrays, sets and maps that keep what was parsed. */
const KEEPS = /^(?:push|add|set)$/;

/**
 * True for a `try` block in which only one thing can go wrong: text that is no JSON, no address; or
 * none at all, since the function that it calls has a `try` of its own around everything it does.
 */
export function failsOneWay(facts: FileFacts, block: TSESTree.BlockStatement): boolean {
  const nodes = nodesInFunction(block);
  if (nodes.some(({ type }) => type === "AwaitExpression" || type === "ThrowStatement"))
    return false;
  const calls = nodes.filter(isCall).filter(({ callee }) => !keeps(callee));
  if (calls.length === 0) return false;
  return (
    calls.every((call) => isParser(facts, call)) ||
    calls.every(({ callee }) => {
      const own = functionBehind(facts, callee)?.node;
      return own !== undefined && handlesAll(own);
    })
  );
}

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

function isCall(node: Node): node is Call {
  return node.type === "CallExpression" || node.type === "NewExpression";
}

function keeps(callee: Node): boolean {
  return callee.type === "MemberExpression" && KEEPS.test(staticName(callee) ?? "");
}

function isParser(facts: FileFacts, call: Call): boolean {
  const callee = facts.textOf(call.callee);
  return call.type === "NewExpression" ? callee === "URL" : callee === "JSON.parse";
}

/** A body that is one `try` whose handler throws nothing, with no calls before or after it. */
function handlesAll({ body, async: isAsync }: FunctionNode): boolean {
  if (body.type !== "BlockStatement" || isAsync) return false;
  const attempts = body.body.filter((statement) => statement.type === "TryStatement");
  return (
    attempts.length > 0 &&
    body.body.every((statement) =>
      statement.type === "TryStatement"
        ? statement.handler !== null &&
          !nodesInFunction(statement.handler.body).some(({ type }) => type === "ThrowStatement")
        : !nodesInFunction(statement).some(
            (node) => isCall(node) || node.type === "ThrowStatement",
          ),
    )
  );
}
