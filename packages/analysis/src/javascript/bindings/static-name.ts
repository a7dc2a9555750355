import type { TSESTree } from "@typescript-eslint/types";
import type { Node } from "../source.js";

/** The name of a property where the source fixes it: `a.b`, `a["b"]`, `{ b: 1 }`, `{ "b": 1 }`. */
export function staticName(
  node:
    | TSESTree.MemberExpression
    | TSESTree.Property
    | TSESTree.PropertyDefinition
    | TSESTree.MethodDefinition
    | TSESTree.TSAbstractMethodDefinition
    | TSESTree.TSAbstractPropertyDefinition
    | TSESTree.TSPropertySignature
    | TSESTree.TSMethodSignature,
): string | undefined {
  const key: Node = node.type === "MemberExpression" ? node.property : node.key;
  if (!node.computed && key.type === "Identifier") return key.name;
  if (key.type === "PrivateIdentifier") return `#${key.name}`;
  if (key.type === "Literal" && typeof key.value === "string") return key.value;
  return undefined;
}

/** The method that is called: `close` of `pool.close()`. */
export function methodName(callee: Node): string | undefined {
  return callee.type === "MemberExpression" ? staticName(callee) : undefined;
}

/** The last name of what is called: `close` of `pool.close()`, `sleep` of `sleep()`. */
export function calleeName(callee: Node): string | undefined {
  return callee.type === "Identifier" ? callee.name : methodName(callee);
}

/** The expression without what only types or parentheses add: casts, `!`, optional chains, `await`. */
export function unwrap(node: Node): Node {
  switch (node.type) {
    case "TSAsExpression":
    case "TSNonNullExpression":
    case "TSSatisfiesExpression":
    case "TSTypeAssertion":
    case "TSInstantiationExpression":
    case "ChainExpression":
      return unwrap(node.expression);
    case "AwaitExpression":
      return unwrap(node.argument);
    case "SequenceExpression": {
      const last = node.expressions.at(-1);
      return last ? unwrap(last) : node;
    }
    default:
      return node;
  }
}

/** The property that a destructuring takes a name from. */
export function destructuredKey(pattern: TSESTree.ObjectPattern, name: Node): string | undefined {
  for (const property of pattern.properties) {
    if (property.type !== "Property") continue;
    const target =
      property.value.type === "AssignmentPattern" ? property.value.left : property.value;
    if (target === name) return staticName(property);
  }
  return undefined;
}
