import type { FunctionNode, Node } from "../source.js";
import { isFunction } from "../source.js";
import { calleeName, staticName } from "../bindings/static-name.js";

/** The nearest function around a node; undefined at module level. */
export function enclosingFunction(node: Node): FunctionNode | undefined {
  for (let current = node.parent; current; current = current.parent) {
    if (isFunction(current)) return current;
  }
  return undefined;
}

/** The dotted path of the functions and classes around a node: `Payments.charge`, `buildApp.post("/payments")`. */
export function functionPath(node: Node): string {
  const names: string[] = [];
  for (let current: Node | undefined = node.parent; current; current = current.parent) {
    if (isFunction(current)) names.unshift(functionName(current));
    else if (current.type === "ClassDeclaration" || current.type === "ClassExpression") {
      names.unshift(current.id?.name ?? "class");
    }
  }
  return names.join(".");
}

/** Visits the nodes around `node`, innermost first, up to the nearest function. */
export function* ancestorsInFunction(node: Node): Generator<Node> {
  for (let current = node.parent; current && !isFunction(current); current = current.parent)
    yield current;
}

function functionName(node: FunctionNode): string {
  if (node.id) return node.id.name;
  const { parent } = node;
  if (parent.type === "VariableDeclarator" && parent.id.type === "Identifier")
    return parent.id.name;
  if (
    parent.type === "MethodDefinition" ||
    parent.type === "PropertyDefinition" ||
    parent.type === "Property"
  ) {
    return staticName(parent) ?? "computed";
  }
  if (parent.type === "CallExpression") return callbackName(parent.callee, parent.arguments[0]);
  return "anonymous";
}

/** A callback is told from its neighbours by what it was handed to. */
function callbackName(callee: Node, first: Node | undefined): string {
  const name = calleeName(callee) ?? "call";
  const subject =
    first?.type === "Literal" && typeof first.value === "string" ? JSON.stringify(first.value) : "";
  return `${name}(${subject})`;
}
