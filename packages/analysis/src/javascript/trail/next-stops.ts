import type { TSESTree } from "@typescript-eslint/types";
import { methodName, staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { enclosingFunction } from "../flow/enclosing.js";
import type { Call, FunctionNode, Node } from "../source.js";
import { assignedTo, boundTo, declaredAs, fieldOf } from "./bound-to.js";
import { isDropped, isTransparent, methodCalled, returnsEmitter } from "./expression-parents.js";
import { parameterFor } from "./parameter-for.js";
import { CALL, exitsOf, lost, stop, type Kept, type Next, type Path, type Stop } from "./trail.js";

/** Where a value goes from an expression that stands for it, or for what holds it. */
export function nextStops(at: Stop, kept: Kept): readonly Next[] {
  const { facts, node, path } = at;
  const { parent } = node;
  if (!parent || isDropped(node, parent)) return [];
  if (isTransparent(node, parent)) return [stop(facts, parent, path)];
  switch (parent.type) {
    case "MemberExpression":
      return parent.object === node ? read(at, parent, kept) : [];
    case "CallExpression":
    case "NewExpression":
      return parent.callee === node ? called(at, parent) : handed(at, parent, kept);
    case "VariableDeclarator":
      return boundTo(facts, parent.id, path);
    case "AssignmentPattern":
      return parent.right === node ? boundTo(facts, parent.left, path) : [];
    case "AssignmentExpression":
      return parent.right === node
        ? [...assignedTo(facts, parent.left, path), stop(facts, parent, path)]
        : [];
    case "Property":
      return part(facts, parent, path);
    case "SpreadElement":
      return parent.parent.type === "ObjectExpression" && path.length > 0
        ? [stop(facts, parent.parent, path)]
        : [lost("it is spread")];
    case "PropertyDefinition":
    case "MethodDefinition":
      return member(facts, parent, path);
    case "ReturnStatement":
    case "ArrowFunctionExpression":
      return returned(facts, enclosingFunction(node), path);
    case "ExportDefaultDeclaration":
      return exportedWhole(facts, node, path);
    case "ExportSpecifier":
      return exitsOf(facts, "export", nameOf(parent.exported), path);
    default:
      return [lost(`it goes into a ${parent.type}`)];
  }
}

/** A default export is often passed on under the name it has at home. */
function exportedWhole(facts: FileFacts, node: Node, path: Path): readonly Next[] {
  const named = node.type === "Identifier" ? exitsOf(facts, "export", node.name, []) : [];
  return [...named, ...exitsOf(facts, "export", "default", path)];
}

function read(
  { facts, path }: Stop,
  access: TSESTree.MemberExpression,
  { same }: Kept,
): readonly Next[] {
  const name = staticName(access);
  const call = methodCalled(access);
  const [step, ...rest] = path;
  if (step === undefined) {
    if (call && returnsEmitter(call)) return [stop(facts, call, path)];
    return name !== undefined && same?.includes(name) ? [stop(facts, call ?? access, path)] : [];
  }
  // `f.bind(this)` gives the function again.
  if (step === CALL) return call && name === "bind" ? [stop(facts, call, path)] : [];
  if (name === undefined) return [lost("it is read by a name that is worked out")];
  return name === step ? [stop(facts, access, rest)] : [];
}

function called({ facts, path: [step, ...rest] }: Stop, call: Call): readonly Next[] {
  return step === CALL ? [stop(facts, call, rest)] : [];
}

function handed({ facts, node, path }: Stop, call: Call, kept: Kept): readonly Next[] {
  const method = methodName(call.callee);
  if (path.length > 0 && (method === "bind" || method === "call" || method === "apply")) return [];
  if (isKept(facts, call, kept)) return [];
  const taker = parameterFor(facts, call, node);
  if (taker === "result") return [stop(facts, call, path)];
  if (taker) return taker.pattern ? boundTo(taker.facts, taker.pattern, path) : [];
  // Who is handed the object has to know the field's name.
  const field = node.type === "ThisExpression" ? path[0] : undefined;
  return field === undefined
    ? [lost("it is handed on, and a listener may be attached elsewhere")]
    : exitsOf(facts, "member", field, path.slice(1));
}

function isKept(facts: FileFacts, { callee }: Call, { keeps }: Kept): boolean {
  const origin = keeps && facts.bindings.origin(callee);
  const names = origin && keeps[origin.module];
  // A module that is called itself has no name on the way.
  return names?.includes(origin?.path.split(".").at(-1) ?? "") ?? false;
}

function part(facts: FileFacts, property: TSESTree.Property, path: Path): readonly Next[] {
  const name = staticName(property);
  if (name === undefined) return [lost("it is put under a name that is worked out")];
  return property.parent.type === "ObjectExpression"
    ? [stop(facts, property.parent, [name, ...path])]
    : [];
}

function member(
  facts: FileFacts,
  definition: TSESTree.PropertyDefinition | TSESTree.MethodDefinition,
  path: Path,
): readonly Next[] {
  const name = staticName(definition);
  if (name === undefined) return [lost("it is put under a name that is worked out")];
  const isGetter = definition.type === "MethodDefinition" && definition.kind === "get";
  return fieldOf(facts, definition.parent, name, isGetter ? path.slice(1) : path);
}

function returned(facts: FileFacts, made: FunctionNode | undefined, path: Path): readonly Next[] {
  if (!made) return [];
  if (made.generator) return [lost("it is yielded")];
  if (made.type !== "FunctionDeclaration") return [stop(facts, made, [CALL, ...path])];
  return made.id
    ? declaredAs(facts, made.id, [CALL, ...path])
    : exitsOf(facts, "export", "default", [CALL, ...path]);
}

function nameOf(node: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return node.type === "Identifier" ? node.name : node.value;
}
