import type { TSESTree } from "@typescript-eslint/types";
import type { Node } from "../source.js";
import type { Scalar } from "./constant.js";
import { argumentFor, MAX_DEPTH, type Passed, type Reading } from "./passed.js";
import type { Bindings } from "./resolve-origin.js";
import { valueOf } from "./option-value.js";
import { isPropertySet, soleValue } from "./variables.js";
import { staticName, unwrap } from "./static-name.js";

/**
 * What the source says of one option. `constant`: its value is in the file. `given`: something is
 * passed that the file does not fix. `absent`: proved not to be passed. `unknown`: passed or not.
 */
export type OptionValue =
  | { readonly state: "constant"; readonly value: Scalar; readonly node: Node }
  | { readonly state: "given"; readonly node: Node }
  | { readonly state: "absent" }
  | { readonly state: "unknown" };

export const ABSENT: OptionValue = { state: "absent" };
const UNKNOWN: OptionValue = { state: "unknown" };

/**
 * Reads `name` from an options argument through constants and spreads. A missing argument has no
 * options; one that the file does not spell out is unknown.
 */
export function readOption(
  bindings: Bindings,
  options: Node | undefined,
  name: string,
  passed?: Passed,
): OptionValue {
  return read({ bindings, passed, depth: 0 }, options, name);
}

/** Reads an option in the middle of another answer. */
export function read(reading: Reading, options: Node | undefined, name: string): OptionValue {
  if (!options) return ABSENT;
  if (reading.depth > MAX_DEPTH || options.type === "SpreadElement") return UNKNOWN;
  const inner = { ...reading, depth: reading.depth + 1 };
  const expression = unwrap(options);
  switch (expression.type) {
    case "Identifier":
      return expression.name === "undefined" ? ABSENT : readVariable(inner, expression, name);
    case "ObjectExpression":
      return readObject(inner, expression, name);
    case "LogicalExpression":
    case "ConditionalExpression":
      return readBranches(inner, expression, name);
    case "CallExpression":
      return isAssign(inner, expression)
        ? lastGiven(expression.arguments.map((part) => read(inner, part, name)))
        : UNKNOWN;
    default:
      return UNKNOWN;
  }
}

function readVariable(reading: Reading, identifier: Node, name: string): OptionValue {
  const variable = reading.bindings.variables.of(identifier);
  if (!variable || isPropertySet(variable, name)) return UNKNOWN;
  const value = soleValue(variable);
  if (value) return read(reading, value, name);
  const [definition] = variable.defs;
  if (!definition) return UNKNOWN;
  const given = argumentFor(reading, definition.name);
  if (given) return read(given.reading, given.node, name);
  return readRest(reading, definition.name, name);
}

/** `rest` of `const { a, ...rest } = options` has what `options` has, but for `a`. */
function readRest(reading: Reading, target: Node, name: string): OptionValue {
  const pattern = target.parent?.type === "RestElement" ? target.parent.parent : undefined;
  if (pattern?.type !== "ObjectPattern" || pattern.parent.type !== "VariableDeclarator")
    return UNKNOWN;
  const isTaken = pattern.properties.some(
    (property) => property.type === "Property" && staticName(property) === name,
  );
  return isTaken ? ABSENT : read(reading, pattern.parent.init ?? undefined, name);
}

function readObject(
  reading: Reading,
  object: TSESTree.ObjectExpression,
  name: string,
): OptionValue {
  // Later properties win, so the object is read from its end.
  for (const property of object.properties.toReversed()) {
    if (property.type === "SpreadElement") {
      const spread = read(reading, property.argument, name);
      if (spread.state !== "absent") return spread;
      continue;
    }
    const key = staticName(property);
    if (key === undefined) return UNKNOWN;
    if (key === name) return valueOf(reading, property.value);
  }
  return ABSENT;
}

/** `condition && { a: 1 }` passes the option or not, which is unknown unless it never does. */
function readBranches(
  reading: Reading,
  expression: TSESTree.LogicalExpression | TSESTree.ConditionalExpression,
  name: string,
): OptionValue {
  const branches = branchesOf(expression);
  return branches.every((branch) => read(reading, branch, name).state === "absent")
    ? ABSENT
    : UNKNOWN;
}

/** What an expression may come to; `false && …` comes to nothing that has options. */
function branchesOf(
  expression: TSESTree.LogicalExpression | TSESTree.ConditionalExpression,
): readonly Node[] {
  if (expression.type === "ConditionalExpression")
    return [expression.consequent, expression.alternate];
  return expression.operator === "&&" ? [expression.right] : [expression.left, expression.right];
}

function isAssign({ bindings }: Reading, call: TSESTree.CallExpression): boolean {
  return bindings.origin(call.callee)?.path === "Object.assign";
}

function lastGiven(parts: readonly OptionValue[]): OptionValue {
  return parts.findLast(({ state }) => state !== "absent") ?? ABSENT;
}
