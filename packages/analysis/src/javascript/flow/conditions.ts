import type { Node } from "../source.js";

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
