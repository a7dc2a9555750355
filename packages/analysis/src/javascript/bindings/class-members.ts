import type { TSESTree } from "@typescript-eslint/types";
import type { Node } from "../source.js";
import { childrenOf } from "../parse.js";
import { staticName } from "./static-name.js";

/** What a class's source says of one of its fields: the value it gets, or the type it is declared with. */
export type FieldSource =
  | { readonly kind: "value"; readonly value: TSESTree.Expression }
  | { readonly kind: "type"; readonly type: TSESTree.TypeNode };

/** The class around a node; undefined outside of any, or inside a function with a `this` of its own. */
export function enclosingClass(node: Node): TSESTree.ClassBody | undefined {
  for (let current = node.parent; current; current = current.parent) {
    if (current.type === "ClassBody") return current;
    const isMethodBody = current.parent?.type === "MethodDefinition" || current.parent?.type === "PropertyDefinition";
    const bindsThis = current.type === "FunctionDeclaration" || (current.type === "FunctionExpression" && !isMethodBody);
    if (bindsThis) return undefined;
  }
  return undefined;
}

/** Where `this.name` gets its value: an initialiser, a parameter property, or the one assignment in the class. */
export function fieldSource(body: TSESTree.ClassBody, name: string): FieldSource | undefined {
  let declared: FieldSource | undefined;
  for (const member of body.body) {
    if (member.type === "PropertyDefinition" && staticName(member) === name) {
      if (member.value) return { kind: "value", value: member.value };
      if (member.typeAnnotation) declared = { kind: "type", type: member.typeAnnotation.typeAnnotation };
    }
    if (member.type === "MethodDefinition" && member.kind === "constructor") {
      declared ??= parameterProperty(member, name);
    }
  }
  return soleAssignment(body, name) ?? declared;
}

/** The method called `name`. */
export function methodNamed(body: TSESTree.ClassBody, name: string): TSESTree.FunctionExpression | undefined {
  for (const member of body.body) {
    if (member.type !== "MethodDefinition" || staticName(member) !== name) continue;
    if (member.value.type === "FunctionExpression") return member.value;
  }
  return undefined;
}

function parameterProperty(member: TSESTree.MethodDefinition, name: string): FieldSource | undefined {
  for (const parameter of member.value.params) {
    if (parameter.type !== "TSParameterProperty") continue;
    const target = parameter.parameter.type === "AssignmentPattern" ? parameter.parameter.left : parameter.parameter;
    if (target.type === "Identifier" && target.name === name && target.typeAnnotation) {
      return { kind: "type", type: target.typeAnnotation.typeAnnotation };
    }
  }
  return undefined;
}

function soleAssignment(body: TSESTree.ClassBody, name: string): FieldSource | undefined {
  const found: TSESTree.Expression[] = [];
  const visit = (node: Node): void => {
    if (
      node.type === "AssignmentExpression" &&
      node.left.type === "MemberExpression" &&
      node.left.object.type === "ThisExpression" &&
      staticName(node.left) === name
    ) {
      found.push(node.right);
    }
    for (const child of childrenOf(node)) visit(child);
  };
  visit(body);
  const [value] = found;
  return found.length === 1 && value ? { kind: "value", value } : undefined;
}
