import type { TSESTree } from "@typescript-eslint/types";
import { emitterListenedTo } from "../bindings/emitter.js";
import type { Bindings } from "../bindings/resolve-origin.js";
import type { Node } from "../source.js";

/** True when a value that was made here can be reached from code that this file does not show. */
export function escapes(bindings: Bindings, creation: Node): boolean {
  const holder = holderOf(creation);
  if (holder?.type !== "VariableDeclarator" || holder.id.type !== "Identifier")
    return holder !== undefined;
  if (holder.parent.parent.type === "ExportNamedDeclaration") return true;
  const variable = bindings.variables.of(holder.id);
  return (variable?.references ?? []).some(
    ({ identifier }) => identifier !== holder.id && isHandedOn(identifier),
  );
}

/** The node that takes the value; undefined when a statement drops it, or only a method of it is called. */
function holderOf(creation: Node): Node | undefined {
  const { parent } = creation;
  switch (parent?.type) {
    case "AwaitExpression":
    case "TSAsExpression":
    case "TSNonNullExpression":
    case "ChainExpression":
      return holderOf(parent);
    case "ExpressionStatement":
      return undefined;
    case "MemberExpression":
      return holderOfResult(parent);
    default:
      return parent;
  }
}

/** `emitter.on()` gives the emitter again; what other methods give is something else. */
function holderOfResult(callee: TSESTree.MemberExpression): Node | undefined {
  const call = callee.parent;
  if (call.type !== "CallExpression" || call.callee !== callee) return callee;
  return emitterListenedTo(call) ? holderOf(call) : undefined;
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
