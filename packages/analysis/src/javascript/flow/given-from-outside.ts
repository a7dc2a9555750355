import { DefinitionType } from "@typescript-eslint/scope-manager";
import { GLOBAL } from "../bindings/origin.js";
import { staticName, unwrap } from "../bindings/static-name.js";
import { soleDefinition, soleValue } from "../bindings/variables.js";
import type { FileFacts } from "../file-facts.js";
import { functionBehind } from "../modules/function-behind.js";
import type { Node } from "../source.js";

/** Methods of lists whose result is as long as the list, or shorter. */
const KEEPS_LENGTH = /^(?:map|filter|sort|reverse|toSorted|toReversed|flat|concat)$/;

/**
 * Why a list is as long as whoever calls the code wants: it is a parameter, or what a function of the
 * project makes of one. Undefined where it may come from elsewhere.
 */
export function givenFromOutside(facts: FileFacts, collection: Node): string | undefined {
  const expression = unwrap(collection);
  if (expression.type === "CallExpression") {
    const callee = unwrap(expression.callee);
    if (callee.type === "MemberExpression" && KEEPS_LENGTH.test(staticName(callee) ?? ""))
      return givenFromOutside(facts, callee.object);
    const [first] = expression.arguments;
    if (first && copiesList(facts, callee)) return givenFromOutside(facts, first);
    const isMadeOfGiven = expression.arguments.some((argument) => isGiven(facts, argument));
    return isMadeOfGiven && functionBehind(facts, callee)
      ? "it is as long as what it is made of"
      : undefined;
  }
  if (expression.type !== "Identifier") return undefined;
  if (isGiven(facts, expression)) return "whoever calls decides how many there are";
  const variable = facts.bindings.variables.of(expression);
  const value = variable && soleValue(variable);
  return value && unwrap(value).type === "CallExpression"
    ? givenFromOutside(facts, value)
    : undefined;
}

/** `uniqBy(items, "email")`, `Array.from(items)`: as many items as it is given, or fewer. */
function copiesList(facts: FileFacts, callee: Node): boolean {
  const origin = facts.bindings.origin(callee);
  return (
    origin !== undefined &&
    (/^(?:lodash|lodash-es|underscore|ramda|remeda|radash)(?:[/.]|$)/.test(origin.module) ||
      (origin.module === GLOBAL && origin.path === "Array.from"))
  );
}

/** True for a whole parameter of a function that stands for itself; a callback's are what its caller has. */
function isGiven(facts: FileFacts, node: Node): boolean {
  const variable = node.type === "Identifier" ? facts.bindings.variables.of(node) : undefined;
  const definition = variable && soleDefinition(variable);
  if (definition?.type !== DefinitionType.Parameter) return false;
  const taker = definition.node.parent;
  return taker.type !== "CallExpression" || taker.callee === definition.node;
}

/** True when some code compares the length of the list with anything but nought, or the counter of a loop over it. */
export function isMeasured(facts: FileFacts, collection: Node): boolean {
  const variable = facts.bindings.variables.of(unwrap(collection));
  return (variable?.references ?? []).some(({ identifier: { parent } }) => {
    const test = parent.type === "MemberExpression" ? parent.parent : undefined;
    return (
      parent.type === "MemberExpression" &&
      staticName(parent) === "length" &&
      test?.type === "BinaryExpression" &&
      test.parent.type !== "ForStatement" &&
      /^[<>]=?$/.test(test.operator) &&
      !/^[01]$/.test(facts.textOf(test.right))
    );
  });
}
