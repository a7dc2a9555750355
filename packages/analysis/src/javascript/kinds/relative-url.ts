import { constantOf } from "../bindings/constant.js";
import { argumentFor, MAX_DEPTH, type Reading } from "../bindings/passed.js";
import { unwrap } from "../bindings/static-name.js";
import { soleValue } from "../bindings/variables.js";
import type { LibraryCall } from "../recogniser.js";
import type { Node } from "../source.js";

/** How an address begins that only a page completes. */
const RELATIVE = /^(?:\/(?!\/)|\.{1,2}\/|\?)/;

/**
 * True where the address of a request surely has no host. Node has no page to complete it with and throws
 * ("Failed to parse URL"), so such a call runs in a browser.
 */
export function hasRelativeUrl(call: LibraryCall): boolean {
  const url = call.argument(0);
  const { passed } = call;
  return url !== undefined && isRelative({ bindings: call.facts.bindings, passed, depth: 0 }, url);
}

function isRelative(reading: Reading, node: Node): boolean {
  if (reading.depth > MAX_DEPTH) return false;
  const inner = { ...reading, depth: reading.depth + 1 };
  const expression = unwrap(node);
  const constant = constantOf(reading.bindings, expression);
  if (constant) return typeof constant.value === "string" && RELATIVE.test(constant.value);
  switch (expression.type) {
    case "TemplateLiteral": {
      const start = expression.quasis[0]?.value.cooked ?? "";
      const [first] = expression.expressions;
      return start === "" && first ? isRelative(inner, first) : RELATIVE.test(start);
    }
    case "BinaryExpression":
      return expression.operator === "+" && isRelative(inner, expression.left);
    case "ConditionalExpression":
      return isRelative(inner, expression.consequent) && isRelative(inner, expression.alternate);
    case "Identifier":
      return isRelativeVariable(inner, expression);
    default:
      return false;
  }
}

/** A variable with one value, or a parameter for which the call on whose behalf we read passes a relative address. */
function isRelativeVariable(reading: Reading, identifier: Node): boolean {
  const variable = reading.bindings.variables.of(identifier);
  const target = variable?.defs[0]?.name;
  if (!variable || !target) return false;
  const given = argumentFor(reading, target);
  if (!given) {
    const value = soleValue(variable);
    return value !== undefined && isRelative(reading, value);
  }
  // `path = base + path` makes something else of what was passed.
  const isChanged = variable.references.some((use) => use.isWrite() && use.init !== true);
  if (isChanged || !given.node) return false;
  return isRelative({ ...given.reading, depth: reading.depth }, given.node);
}
