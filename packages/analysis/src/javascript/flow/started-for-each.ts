import type { TSESTree } from "@typescript-eslint/types";
import { staticName, unwrap } from "../bindings/static-name.js";
import { soleDefinition, soleValue } from "../bindings/variables.js";
import type { FileFacts } from "../file-facts.js";
import { functionBehind } from "../modules/function-behind.js";
import type { Node } from "../source.js";
import { iterationOfCall, iterationsAround } from "./iteration.js";

/** Work that is started for each item of a collection before any of it is waited for. */
export interface Started {
  readonly collection: Node;
  /** The code that runs for an item. */
  readonly body: Node;
  /** The file that code is written in. */
  readonly facts: FileFacts;
}

/** The work whose promises a list holds: `items.map(load)`, or what a loop pushed into it. */
export function startedForEach(facts: FileFacts, list: Node): Started | undefined {
  const expression = unwrap(list);
  if (expression.type === "CallExpression") return startedByCall(facts, expression);
  if (expression.type !== "Identifier") return undefined;
  const variable = facts.bindings.variables.of(expression);
  const value = variable && soleDefinition(variable) && soleValue(variable);
  if (value?.type === "CallExpression") return startedByCall(facts, value);
  for (const { identifier } of variable?.references ?? []) {
    const pushed = startedByPush(facts, identifier);
    if (pushed) return pushed;
  }
  return undefined;
}

function startedByCall(facts: FileFacts, call: TSESTree.CallExpression): Started | undefined {
  const callee = unwrap(call.callee);
  if (callee.type !== "MemberExpression") return undefined;
  const name = staticName(callee);
  if (name === "filter" || name === "flat") return startedForEach(facts, callee.object);
  const [given] = call.arguments;
  if ((name !== "map" && name !== "flatMap") || !given) return undefined;
  const callback = functionBehind(facts, given);
  const iteration = callback && iterationOfCall(call, callback.node);
  if (!callback || !iteration?.collection) return undefined;
  return { collection: iteration.collection, body: callback.node.body, facts: callback.facts };
}

/** `for (const item of items) promises.push(load(item))`, where the loop itself waits for nothing. */
function startedByPush(facts: FileFacts, name: Node): Started | undefined {
  const member = name.parent;
  const push =
    member?.type === "MemberExpression" && member.object === name ? member.parent : undefined;
  if (
    member?.type !== "MemberExpression" ||
    push?.type !== "CallExpression" ||
    staticName(member) !== "push"
  )
    return undefined;
  const [promise] = push.arguments;
  if (!promise || promise.type === "AwaitExpression") return undefined;
  const [iteration] = iterationsAround(push);
  if (!iteration?.collection || iteration.form === "cursor" || iteration.form === "step")
    return undefined;
  return { collection: iteration.collection, body: promise, facts };
}
