import { unwrap } from "../bindings/static-name.js";
import { soleValue } from "../bindings/variables.js";
import type { FileFacts } from "../file-facts.js";
import type { Node } from "../source.js";
import { accessOf, type Access } from "./access.js";

/** A value that is a text, or a part of it, with what the source fixes right before it. */
export interface WovenAccess {
  readonly node: Node;
  readonly access: Access;
  readonly before: string;
}

const MAX_DEPTH = 6;

/** The parameters that a text is made of, through templates, `+` and variables. */
export function wovenAccesses(
  facts: FileFacts,
  node: Node,
  before = "",
  depth = 0,
): readonly WovenAccess[] {
  if (depth > MAX_DEPTH) return [];
  const expression = unwrap(node);
  const access = accessOf(facts, expression);
  if (access) return [{ node: expression, access, before }];
  switch (expression.type) {
    case "TemplateLiteral":
      return expression.expressions.flatMap((part, index) => {
        const fixed = expression.quasis[index]?.value.cooked ?? "";
        const isFirst = index === 0;
        return wovenAccesses(facts, part, isFirst ? before + fixed : MADE + fixed, depth + 1);
      });
    case "BinaryExpression": {
      if (expression.operator !== "+") return [];
      const { left, right } = expression;
      return [
        ...wovenAccesses(facts, left, before, depth + 1),
        ...wovenAccesses(facts, right, endOf(facts, left, before), depth + 1),
      ];
    }
    case "Identifier": {
      const variable = facts.bindings.variables.of(expression);
      const value = variable && soleValue(variable);
      return value ? wovenAccesses(facts, value, before, depth + 1) : [];
    }
    case "ConditionalExpression":
      return [expression.consequent, expression.alternate].flatMap((part) =>
        wovenAccesses(facts, part, before, depth + 1),
      );
    default:
      return [];
  }
}

/** Stands for text that the source does not fix. */
const MADE = "\u0000";

function endOf(facts: FileFacts, left: Node, before: string): string {
  const part = unwrap(left);
  if (part.type === "Literal") return before + String(part.value);
  if (part.type === "BinaryExpression" && part.operator === "+")
    return MADE + endOf(facts, part.right, "");
  if (part.type === "TemplateLiteral") return MADE + (part.quasis.at(-1)?.value.cooked ?? "");
  return MADE;
}
