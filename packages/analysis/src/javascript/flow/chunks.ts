import { staticName, unwrap } from "../bindings/static-name.js";
import { soleDefinition, soleValue } from "../bindings/variables.js";
import type { FileFacts } from "../file-facts.js";
import { functionBehind } from "../modules/function-behind.js";
import type { Node } from "../source.js";
import { iterationOf } from "./iteration.js";
import { allNodes } from "./walk.js";

/** What packages call the function that cuts a list into lists of limited length. */
const CUTS = /(?:^|[./])(?:chunk|splitEvery|batch|eachSlice)(?:\(\))?$/;

/** True for a list of lists of limited length: `chunk(items, 50)`, or what a function that slices in a loop gives. */
export function givesChunks(facts: FileFacts, node: Node): boolean {
  const expression = unwrap(node);
  if (expression.type === "Identifier") {
    const variable = facts.bindings.variables.of(expression);
    const value = variable && soleDefinition(variable) && soleValue(variable);
    return value?.type === "CallExpression"
      ? givesChunks(facts, value)
      : filledWithSlices(facts, expression);
  }
  if (expression.type !== "CallExpression") return false;
  const own = functionBehind(facts, expression.callee);
  if (own) return slicesInLoop(own.node.body);
  const origin = facts.bindings.origin(expression.callee);
  return origin !== undefined && CUTS.test(origin.path === "" ? origin.module : origin.path);
}

/** `for (…; i += size) batches.push(items.slice(i, i + size))`. */
function filledWithSlices(facts: FileFacts, name: Node): boolean {
  const references = facts.bindings.variables.of(name)?.references ?? [];
  return references.some(({ identifier }) => {
    const member = identifier.parent;
    const call = member.parent;
    return (
      member.type === "MemberExpression" &&
      staticName(member) === "push" &&
      call?.type === "CallExpression" &&
      call.arguments.some((argument) => isSlice(unwrap(argument)))
    );
  });
}

function slicesInLoop(body: Node): boolean {
  return allNodes(body).some(
    (node) =>
      (iterationOf(node) !== undefined && allNodes(node).some(isSlice)) ||
      (node.type === "CallExpression" && isArrayFrom(node.callee) && allNodes(node).some(isSlice)),
  );
}

/** A piece with two ends: `items.slice(i, i + size)`, `items.splice(0, size)`. */
function isSlice(node: Node): boolean {
  if (node.type !== "CallExpression" || node.arguments.length < 2) return false;
  const callee = unwrap(node.callee);
  return callee.type === "MemberExpression" && /^s(?:lice|plice)$/.test(staticName(callee) ?? "");
}

function isArrayFrom(callee: Node): boolean {
  return callee.type === "MemberExpression" && staticName(callee) === "from";
}
