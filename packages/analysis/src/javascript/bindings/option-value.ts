import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, type Node } from "../source.js";
import { constantOf } from "./constant.js";
import { argumentFor, MAX_DEPTH, type Reading } from "./passed.js";
import { ABSENT, read, type OptionValue } from "./read-option.js";
import { staticName, unwrap } from "./static-name.js";

/** What the value of an option is, and whether the call on whose behalf we read passes one at all. */
export function valueOf(reading: Reading, node: Node): OptionValue {
  const given = reading.passed && passedValue(reading, unwrap(node));
  if (given) return given;
  if (reading.passed && isNothing(reading, node)) return ABSENT;
  return constantValue(reading, node);
}

function constantValue({ bindings }: Reading, node: Node): OptionValue {
  const constant = constantOf(bindings, node);
  return constant ? { state: "constant", value: constant.value, node } : { state: "given", node };
}

/** `{ signal }` and `{ signal: init.signal }` are what the caller passes, which may be nothing. */
function passedValue(reading: Reading, node: Node): OptionValue | undefined {
  if (node.type === "MemberExpression") {
    const name = staticName(node);
    const owner = unwrap(node.object);
    const isReadable = owner.type === "Identifier" && comesFromCaller(reading, owner);
    return name !== undefined && isReadable ? read(reading, owner, name) : undefined;
  }
  if (node.type !== "Identifier") return undefined;
  const target = reading.bindings.variables.of(node)?.defs[0]?.name;
  if (!target) return undefined;
  const given = argumentFor(reading, target);
  if (given) return given.node ? valueOf(given.reading, given.node) : ABSENT;
  return destructured(reading, target);
}

/** A parameter, or the rest of one that was taken apart. */
function comesFromCaller(reading: Reading, node: Node): boolean {
  const target = reading.bindings.variables.of(node)?.defs[0]?.name;
  if (!target) return false;
  return target.parent.type === "RestElement" || argumentFor(reading, target) !== undefined;
}

/** `signal` of a parameter `{ url, signal }`, or of `const { signal } = options`. */
function destructured(reading: Reading, target: Node): OptionValue | undefined {
  const holder = target.parent?.type === "AssignmentPattern" ? target.parent : target;
  const property = holder.parent;
  if (property?.type !== "Property" || property.parent.type !== "ObjectPattern") return undefined;
  const source = sourceOf(reading, property.parent);
  const name = staticName(property);
  if (!source || name === undefined) return undefined;
  const value = read(source.reading, source.node, name);
  const isDefault = value.state === "absent" && holder.type === "AssignmentPattern";
  return isDefault ? valueOf({ ...reading, passed: undefined }, holder.right) : value;
}

function sourceOf(reading: Reading, pattern: TSESTree.ObjectPattern) {
  const { parent } = pattern;
  return parent.type === "VariableDeclarator"
    ? { reading, node: parent.init ?? undefined }
    : argumentFor(reading, pattern);
}

/** True for what is surely `undefined` or `null` on behalf of this call. */
function isNothing(reading: Reading, node: Node): boolean {
  if (reading.depth > MAX_DEPTH) return false;
  const inner = { ...reading, depth: reading.depth + 1 };
  const expression = unwrap(node);
  switch (expression.type) {
    case "LogicalExpression": {
      const [left, right] = [isNothing(inner, expression.left), isNothing(inner, expression.right)];
      return expression.operator === "&&" ? left || right : left && right;
    }
    case "ConditionalExpression":
      return isNothing(inner, expression.test)
        ? isNothing(inner, expression.alternate)
        : isNothing(inner, expression.consequent) && isNothing(inner, expression.alternate);
    case "MemberExpression":
      return isNothingAt(inner, expression) || isMissing(passedValue(inner, expression));
    case "Identifier":
      return isMissing(passedValue(inner, expression)) || isNeverSet(inner, expression);
    default:
      return isMissing(constantValue(reading, expression));
  }
}

/** `controller?.signal` of a controller that is not there. */
function isNothingAt(reading: Reading, { optional, object }: TSESTree.MemberExpression): boolean {
  return optional && isNothing(reading, object);
}

function isMissing(value: OptionValue | undefined): boolean {
  if (value?.state === "absent") return true;
  return value?.state === "constant" && (value.value === undefined || value.value === null);
}

/** A variable without a value, or whose every value is nothing or given under a condition that is. */
function isNeverSet(reading: Reading, identifier: TSESTree.Identifier): boolean {
  const variable = reading.bindings.variables.of(identifier);
  if (!variable) return identifier.name === "undefined";
  if (variable.defs[0]?.node.type !== "VariableDeclarator") return false;
  return variable.references
    .filter((reference) => reference.isWrite())
    .every(
      ({ writeExpr, identifier: target }) =>
        isUnderNothing(reading, target) || (writeExpr ? isNothing(reading, writeExpr) : false),
    );
}

function isUnderNothing(reading: Reading, node: Node): boolean {
  for (let current = node; current.parent; current = current.parent) {
    const { parent } = current;
    if (isFunction(parent)) return false;
    const isConsequent = parent.type === "IfStatement" && parent.consequent === current;
    if (isConsequent && isNothing(reading, parent.test)) return true;
  }
  return false;
}
