import { staticName } from "../bindings/static-name.js";
import type { Node } from "../source.js";

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

/** `!client`, `client === undefined`. */
export function isNegative(test: Node): boolean {
  return (
    (test.type === "UnaryExpression" && test.operator === "!") ||
    (test.type === "BinaryExpression" && /^={2,3}$/.test(test.operator))
  );
}
