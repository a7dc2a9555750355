import { staticName } from "../bindings/static-name.js";
import type { Node } from "../source.js";
import { allNodes } from "./walk.js";

/** The method that a call is of: `release` of `client.release()`. */
export function calledMethod(node: Node): string | undefined {
  return node.type === "CallExpression" && node.callee.type === "MemberExpression"
    ? staticName(node.callee)
    : undefined;
}

/** `true`. */
export function isTrue(test: Node): boolean {
  return test.type === "Literal" && test.value === true;
}

/** `!client`, `client === undefined`: what asks somebody, as `!(await client.isReady())` does, says something else. */
export function isPlainNegation(test: Node): boolean {
  if (allNodes(test).some(({ type }) => type === "CallExpression")) return false;
  return (
    (test.type === "UnaryExpression" && test.operator === "!") ||
    (test.type === "BinaryExpression" && /^={2,3}$/.test(test.operator))
  );
}
