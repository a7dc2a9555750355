import type { TSESTree } from "@typescript-eslint/types";
import type { Node } from "../source.js";
import { constantOf, type Scalar } from "./constant.js";
import type { Bindings } from "./resolve-origin.js";
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

const ABSENT: OptionValue = { state: "absent" };
const UNKNOWN: OptionValue = { state: "unknown" };

/**
 * Reads `name` from an options argument through constants and spreads. A missing argument has no
 * options; one that the file does not spell out is unknown.
 */
export function readOption(
  bindings: Bindings,
  options: Node | undefined,
  name: string,
): OptionValue {
  return read(bindings, options, name, 0);
}

function read(
  bindings: Bindings,
  options: Node | undefined,
  name: string,
  depth: number,
): OptionValue {
  if (!options) return ABSENT;
  if (depth > 8 || options.type === "SpreadElement") return UNKNOWN;
  const expression = unwrap(options);
  if (expression.type === "Identifier") {
    if (expression.name === "undefined") return ABSENT;
    const variable = bindings.variables.of(expression);
    const value = variable && !isPropertySet(variable, name) ? soleValue(variable) : undefined;
    return value ? read(bindings, value, name, depth + 1) : UNKNOWN;
  }
  if (expression.type === "ObjectExpression") return readObject(bindings, expression, name, depth);
  return UNKNOWN;
}

function readObject(
  bindings: Bindings,
  object: TSESTree.ObjectExpression,
  name: string,
  depth: number,
): OptionValue {
  // Later properties win, so the object is read from its end.
  for (const property of object.properties.toReversed()) {
    if (property.type === "SpreadElement") {
      const spread = readSpread(bindings, property.argument, name, depth);
      if (spread.state !== "absent") return spread;
      continue;
    }
    const key = staticName(property);
    if (key === undefined) return UNKNOWN;
    if (key === name) return valueOf(bindings, property.value);
  }
  return ABSENT;
}

/** `...(condition && { a: 1 })` passes the option or not, which is unknown unless it never does. */
function readSpread(bindings: Bindings, argument: Node, name: string, depth: number): OptionValue {
  if (argument.type !== "LogicalExpression" && argument.type !== "ConditionalExpression") {
    return read(bindings, argument, name, depth + 1);
  }
  const branches =
    argument.type === "LogicalExpression"
      ? [argument.right]
      : [argument.consequent, argument.alternate];
  const isNever = branches.every(
    (branch) => read(bindings, branch, name, depth + 1).state === "absent",
  );
  return isNever ? ABSENT : UNKNOWN;
}

function valueOf(bindings: Bindings, node: Node): OptionValue {
  const constant = constantOf(bindings, node);
  return constant ? { state: "constant", value: constant.value, node } : { state: "given", node };
}
