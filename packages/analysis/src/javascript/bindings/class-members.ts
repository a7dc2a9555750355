import type { TSESTree } from "@typescript-eslint/types";
import { allNodes } from "../flow/walk.js";
import { isFunction, type FunctionNode, type Node } from "../source.js";
import { staticName } from "./static-name.js";

/** What a class's source says of one of its fields: the value it gets, or the type it is declared with. */
export type FieldSource =
  | { readonly kind: "value"; readonly value: TSESTree.Expression }
  | { readonly kind: "type"; readonly type: TSESTree.TypeNode };

/** The class around a node; undefined outside of any, or inside a function with a `this` of its own. */
export function enclosingClass(node: Node): TSESTree.ClassBody | undefined {
  for (let current = node.parent; current; current = current.parent) {
    if (current.type === "ClassBody") return current;
    const isMethodBody =
      current.parent?.type === "MethodDefinition" || current.parent?.type === "PropertyDefinition";
    const bindsThis =
      current.type === "FunctionDeclaration" ||
      (current.type === "FunctionExpression" && !isMethodBody);
    if (bindsThis) return undefined;
  }
  return undefined;
}

/** True where `this` is the class itself: in a static method, field or block. */
export function isStatic(node: Node): boolean {
  for (let current: Node | undefined = node; current; current = current.parent) {
    if (current.parent?.type !== "ClassBody") continue;
    return current.type === "StaticBlock" || ("static" in current && current.static);
  }
  return false;
}

/**
 * Where `this.name` gets its value, the surest first: its initialiser or the one assignment in the
 * class, then its declared type. A field that is assigned more than once is only known by its type.
 */
export function fieldSources(body: TSESTree.ClassBody, name: string): readonly FieldSource[] {
  const assigned = assignments(body).get(name) ?? [];
  const property = body.body.find(
    (member): member is TSESTree.PropertyDefinition =>
      member.type === "PropertyDefinition" && staticName(member) === name,
  );
  const values = property?.value ? [property.value, ...assigned] : assigned;
  const [value] = values;
  const type = property?.typeAnnotation ?? parameterPropertyType(body, name);
  return [
    ...(value && values.length === 1 ? [{ kind: "value", value } as const] : []),
    ...(type ? [{ kind: "type", type: type.typeAnnotation } as const] : []),
  ];
}

/** The method called `name`, or the function that a field of that name holds. */
export function methodNamed(body: TSESTree.ClassBody, name: string): FunctionNode | undefined {
  for (const member of body.body) {
    const isMember = member.type === "MethodDefinition" || member.type === "PropertyDefinition";
    if (!isMember || staticName(member) !== name) continue;
    return member.value && isFunction(member.value) ? member.value : undefined;
  }
  return undefined;
}

/** What `this.name()` is declared to return, where the class only declares the method. */
export function abstractReturnType(node: Node): TSESTree.TypeNode | undefined {
  if (node.type !== "MemberExpression" || node.object.type !== "ThisExpression") return undefined;
  const name = staticName(node);
  for (const member of enclosingClass(node)?.body ?? []) {
    if (member.type === "TSAbstractMethodDefinition" && staticName(member) === name)
      return member.value.returnType?.typeAnnotation;
  }
  return undefined;
}

function parameterPropertyType(
  body: TSESTree.ClassBody,
  name: string,
): TSESTree.TSTypeAnnotation | undefined {
  for (const member of body.body) {
    if (member.type !== "MethodDefinition" || member.kind !== "constructor") continue;
    for (const parameter of member.value.params) {
      if (parameter.type !== "TSParameterProperty") continue;
      const target = withoutDefault(parameter.parameter);
      if (target.type === "Identifier" && target.name === name) return target.typeAnnotation;
    }
  }
  return undefined;
}

function withoutDefault(parameter: TSESTree.TSParameterProperty["parameter"]): Node {
  return parameter.type === "AssignmentPattern" ? parameter.left : parameter;
}

type Assignments = ReadonlyMap<string, readonly TSESTree.Expression[]>;

const assignmentsOf = new WeakMap<TSESTree.ClassBody, Assignments>();

/** Every value that is assigned to a field through `this`, by the field's name; gathered once a class. */
function assignments(body: TSESTree.ClassBody): Assignments {
  const known = assignmentsOf.get(body);
  if (known) return known;
  const found = new Map<string, TSESTree.Expression[]>();
  for (const node of allNodes(body)) {
    if (node.type !== "AssignmentExpression" || node.left.type !== "MemberExpression") continue;
    const name = node.left.object.type === "ThisExpression" ? staticName(node.left) : undefined;
    if (name !== undefined) found.set(name, [...(found.get(name) ?? []), node.right]);
  }
  assignmentsOf.set(body, found);
  return found;
}
