import { DefinitionType } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { enclosingClass, fieldSources } from "../bindings/class-members.js";
import { importOrigin, requiredModule } from "../bindings/import-origin.js";
import { soleReturn } from "../bindings/sole-return.js";
import { destructuredKey, staticName, unwrap } from "../bindings/static-name.js";
import { isPropertySet, soleDefinition, soleValue } from "../bindings/variables.js";
import type { FileFacts } from "../file-facts.js";
import { functionBehind } from "../modules/function-behind.js";
import { importedValue, type LocatedValue } from "../modules/imported-value.js";
import { isFunction, type Node } from "../source.js";

/** How many names, members and files one answer may go through. */
const MAX_STEPS = 16;

/**
 * The expression that a value is written as, behind names, members of constant objects, fields and imports, in
 * whichever file of the project it stands; the expression itself where it leads no further.
 */
export function valueBehind(facts: FileFacts, node: Node, depth = 0): LocatedValue {
  const expression = unwrap(node);
  const here = { node: expression, facts };
  if (depth > MAX_STEPS) return here;
  const next = stepBehind(facts, expression, depth);
  return next ? valueBehind(next.facts, next.node, depth + 1) : here;
}

function stepBehind(facts: FileFacts, expression: Node, depth: number): LocatedValue | undefined {
  switch (expression.type) {
    case "Identifier":
      return behindName(facts, expression, depth);
    case "MemberExpression":
      return behindMember(facts, expression, depth);
    case "CallExpression":
      return behindCall(facts, expression);
    default:
      return undefined;
  }
}

function behindName(
  facts: FileFacts,
  identifier: TSESTree.Identifier,
  depth: number,
): LocatedValue | undefined {
  const variable = facts.bindings.variables.of(identifier);
  const definition = variable && soleDefinition(variable);
  if (!variable || !definition) return undefined;
  if (definition.type === DefinitionType.ImportBinding) {
    const origin = importOrigin(definition);
    return origin && importedValue(facts, origin);
  }
  if (definition.type !== DefinitionType.Variable) return undefined;
  const { id, init } = definition.node;
  if (init && id.type === "ObjectPattern") {
    const key = destructuredKey(id, definition.name);
    const isDefaulted = definition.name.parent.type === "AssignmentPattern";
    return key === undefined || isDefaulted ? undefined : member(facts, init, key, depth);
  }
  const value = soleValue(variable);
  return value && { node: value, facts };
}

function behindMember(
  facts: FileFacts,
  expression: TSESTree.MemberExpression,
  depth: number,
): LocatedValue | undefined {
  const name = staticName(expression);
  if (name === undefined) return undefined;
  if (expression.object.type === "ThisExpression") {
    const body = enclosingClass(expression);
    const source = body && fieldSources(body, name)[0];
    return source?.kind === "value" ? { node: source.value, facts } : undefined;
  }
  return member(facts, expression.object, name, depth);
}

/** What a function of the project returns, where that is one expression. */
function behindCall(facts: FileFacts, call: TSESTree.CallExpression): LocatedValue | undefined {
  const required = requiredModule(call, facts.bindings.variables);
  if (required) return importedValue(facts, required);
  if (call.arguments.length > 0) return undefined;
  const made = functionBehind(facts, call.callee);
  const value = made && soleReturn(made.node);
  return value && { node: value, facts: made.facts };
}

/** The value of a property of what an expression stands for. */
export function member(
  facts: FileFacts,
  object: Node,
  name: string,
  depth = 0,
): LocatedValue | undefined {
  if (depth > MAX_STEPS) return undefined;
  const namespace = namespaceMember(facts, object, name);
  if (namespace) return namespace;
  if (isChanged(facts, object, name)) return undefined;
  const behind = valueBehind(facts, object, depth + 1);
  if (behind.node.type !== "ObjectExpression") return undefined;
  // Later properties win, and a spread may bring one.
  for (const property of behind.node.properties.toReversed()) {
    if (property.type === "SpreadElement") {
      const spread = member(behind.facts, property.argument, name, depth + 1);
      if (spread) return spread;
      if (valueBehind(behind.facts, property.argument, depth + 1).node.type !== "ObjectExpression")
        return undefined;
      continue;
    }
    const key = staticName(property);
    if (key === undefined) return undefined;
    if (key === name) return { node: property.value, facts: behind.facts };
  }
  return undefined;
}

/** `config.secret` of `import * as config`, and of `const config = require("./config")`. */
function namespaceMember(facts: FileFacts, object: Node, name: string): LocatedValue | undefined {
  const expression = unwrap(object);
  const variable =
    expression.type === "Identifier" ? facts.bindings.variables.of(expression) : undefined;
  const definition = variable && soleDefinition(variable);
  if (!variable || !definition) return undefined;
  const isNamespace =
    definition.type === DefinitionType.ImportBinding &&
    definition.node.type === "ImportNamespaceSpecifier";
  const value = isNamespace ? undefined : soleValue(variable);
  const module = isNamespace
    ? importOrigin(definition)
    : value?.type === "CallExpression"
      ? requiredModule(value, facts.bindings.variables)
      : undefined;
  return module && importedValue(facts, { ...module, path: name });
}

function isChanged(facts: FileFacts, object: Node, name: string): boolean {
  const variable = facts.bindings.variables.of(unwrap(object));
  return variable !== undefined && isPropertySet(variable, name);
}

/** True where a property is set after the object was made, under any of the names that lead to it. */
export function isSetLater(facts: FileFacts, object: Node, name: string, depth = 0): boolean {
  if (depth > MAX_STEPS) return true;
  if (isChanged(facts, object, name)) return true;
  const next = stepBehind(facts, unwrap(object), depth);
  return next !== undefined && isSetLater(next.facts, next.node, name, depth + 1);
}

/** What an argument or option of a call is: `0.auth.pass`, `0.useFactory().secret`, or `2 password` for what an argument is about. */
export function valueAt(
  facts: FileFacts,
  given: readonly Node[],
  place: string,
): LocatedValue | undefined {
  const [argumentPlace = "", ...names] = place.split(".");
  const index = Number.parseInt(argumentPlace, 10);
  const isSpread = given.slice(0, index + 1).some(({ type }) => type === "SpreadElement");
  const argument = isSpread ? undefined : given[index];
  let current: LocatedValue | undefined = argument && { node: argument, facts };
  for (const name of names) {
    if (!current) return undefined;
    current = name.endsWith("()")
      ? returned(member(current.facts, current.node, name.slice(0, -2)))
      : member(current.facts, current.node, name);
  }
  return current;
}

function returned(made: LocatedValue | undefined): LocatedValue | undefined {
  if (!made) return undefined;
  const value = isFunction(made.node) ? soleReturn(made.node) : undefined;
  return value && { node: value, facts: made.facts };
}
