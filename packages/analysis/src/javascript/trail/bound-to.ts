import { DefinitionType } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { enclosingClass } from "../bindings/class-members.js";
import { staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import type { Node } from "../source.js";
import { fieldHolders, instancesOf, isPrivate } from "./class-holders.js";
import { CALL, exitsOf, lost, stop, type Next, type Path } from "./trail.js";

/** Where a value goes that a name or pattern takes. */
export function boundTo(facts: FileFacts, target: Node, path: Path): readonly Next[] {
  switch (target.type) {
    case "Identifier":
      return declaredAs(facts, target, path);
    case "AssignmentPattern":
      return boundTo(facts, target.left, path);
    case "TSParameterProperty":
      return parameterProperty(facts, target, path);
    case "ObjectPattern":
      return destructured(facts, target, path);
    case "MemberExpression":
      return assignedTo(facts, target, path);
    default:
      return [lost("it is taken apart")];
  }
}

function destructured(
  facts: FileFacts,
  pattern: TSESTree.ObjectPattern,
  path: Path,
): readonly Next[] {
  const [step, ...rest] = path;
  for (const property of step === undefined ? [] : pattern.properties) {
    if (property.type === "RestElement") return boundTo(facts, property.argument, path);
    if (staticName(property) === step) return boundTo(facts, property.value, rest);
  }
  return [];
}

function parameterProperty(
  facts: FileFacts,
  { parameter, parent }: TSESTree.TSParameterProperty,
  path: Path,
): readonly Next[] {
  const name = parameter.type === "AssignmentPattern" ? parameter.left : parameter;
  const body = enclosingClass(parent);
  return [...declaredAs(facts, name, path), ...(body ? fieldOf(facts, body, name.name, path) : [])];
}

/** Where a value goes that a variable, function or class is the name of. */
export function declaredAs(
  facts: FileFacts,
  name: TSESTree.Identifier,
  path: Path,
): readonly Next[] {
  const variable = facts.bindings.variables.of(name);
  if (!variable) return exitsOf(facts, "member", name.name, path);
  const exits = variable.defs.flatMap(({ node, type }) => {
    if (type === DefinitionType.Parameter) return [];
    const declaration: Node = node.type === "VariableDeclarator" ? node.parent : node;
    if (declaration.parent.type === "ExportNamedDeclaration")
      return exitsOf(facts, "export", name.name, path);
    return declaration.parent.type === "ExportDefaultDeclaration"
      ? exitsOf(facts, "export", "default", path)
      : [];
  });
  const reads = variable.references.filter((reference) => reference.isRead());
  return [...exits, ...reads.map(({ identifier }) => stop(facts, identifier, path))];
}

/** Where a value goes that is assigned. */
export function assignedTo(facts: FileFacts, left: Node, path: Path): readonly Next[] {
  if (left.type !== "MemberExpression") return boundTo(facts, left, path);
  const name = staticName(left);
  if (name === undefined) return [lost("it is put under a name that is worked out")];
  const { object } = left;
  const exported = exportedBy(facts, object, name);
  if (exported !== undefined) return exitsOf(facts, "export", exported, path);
  const body = object.type === "ThisExpression" ? enclosingClass(object) : undefined;
  if (body) return fieldOf(facts, body, name, path);
  const holder =
    object.type === "Identifier" && facts.bindings.variables.of(object)
      ? declaredAs(facts, object, [name, ...path])
      : [];
  return [...holder, ...exitsOf(facts, "member", name, path)];
}

/** The name that `module.exports = …`, `module.exports.name = …` and `exports.name = …` export. */
function exportedBy(facts: FileFacts, object: Node, name: string): string | undefined {
  if (object.type === "MemberExpression")
    return staticName(object) === "exports" && exportedBy(facts, object.object, "exports")
      ? name
      : undefined;
  if (object.type !== "Identifier" || facts.bindings.variables.of(object)) return undefined;
  if (object.name === "module") return "default";
  return object.name === "exports" ? name : undefined;
}

/** Where a value goes that is in a field of a class, or that a method of it gives. */
export function fieldOf(
  facts: FileFacts,
  body: TSESTree.ClassBody,
  name: string,
  path: Path,
): readonly Next[] {
  const holders = [...fieldHolders(facts, body, true), ...instancesOf(facts, body)];
  const stops = holders.map((node) => stop(facts, node, [name, ...path]));
  if (isPrivate(body, name)) return stops;
  return [...stops, { kind: path.includes(CALL) ? "result" : "member", facts, name }];
}
