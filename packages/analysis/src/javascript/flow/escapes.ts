import type { Bindings } from "../bindings/resolve-origin.js";
import type { Node } from "../source.js";

/** True when a value that was made here can be reached from code that this file does not show. */
export function escapes(bindings: Bindings, creation: Node): boolean {
  const holder = holderOf(creation);
  if (holder?.type !== "VariableDeclarator" || holder.id.type !== "Identifier") return holder !== undefined;
  if (holder.parent.parent.type === "ExportNamedDeclaration") return true;
  const variable = bindings.variables.of(holder.id);
  return (variable?.references ?? []).some(({ identifier }) => identifier !== holder.id && isHandedOn(identifier));
}

/** The node that takes the value; undefined when a statement drops it. */
function holderOf(creation: Node): Node | undefined {
  let current = creation.parent;
  while (current?.type === "AwaitExpression" || current?.type === "TSAsExpression" || current?.type === "ChainExpression") {
    current = current.parent;
  }
  return current?.type === "ExpressionStatement" ? undefined : current;
}

function isHandedOn(identifier: Node): boolean {
  const parent = identifier.parent;
  switch (parent?.type) {
    case "MemberExpression":
      return parent.object !== identifier;
    case "ExpressionStatement":
    case "UnaryExpression":
    case "IfStatement":
      return false;
    default:
      return true;
  }
}
