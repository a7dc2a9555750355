import { staticName, unwrap } from "../../javascript/bindings/static-name.js";
import type { Node } from "../../javascript/source.js";

/** A text that is written out; undefined where it is put together. */
export function textValue(node: Node | undefined): string | undefined {
  if (!node) return undefined;
  const value = unwrap(node);
  if (value.type === "Literal" && typeof value.value === "string") return value.value;
  if (value.type === "TemplateLiteral" && value.expressions.length === 0)
    return value.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

/** A table's or column's name without its schema. */
export function nameValue(node: Node | undefined): string | undefined {
  const text = textValue(node) ?? textValue(propertyOf(node, "tableName", "name"));
  return text?.split(".").at(-1);
}

/** The names in a list, or the one name; undefined where some can't be read. */
export function nameValues(node: Node | undefined): readonly string[] {
  if (!node) return [];
  const value = unwrap(node);
  const items = value.type === "ArrayExpression" ? value.elements : [value];
  const names = items.map((item) => nameValue(item ?? undefined));
  return names.every((name) => name !== undefined) ? names : [];
}

/** The value of the first of these properties that an object, or the options of a `new`, has. */
export function propertyOf(node: Node | undefined, ...names: readonly string[]): Node | undefined {
  const object = objectOf(node);
  for (const property of object?.properties ?? []) {
    if (property.type === "Property" && names.includes(staticName(property) ?? ""))
      return property.value;
  }
  return undefined;
}

/** `{ … }`, also as the one argument of `new Table({ … })`. */
export function objectOf(
  node: Node | undefined,
): Extract<Node, { type: "ObjectExpression" }> | undefined {
  if (!node) return undefined;
  const value = unwrap(node);
  if (value.type === "ObjectExpression") return value;
  return value.type === "NewExpression" ? objectOf(value.arguments[0]) : undefined;
}

export function itemsOf(node: Node | undefined): readonly Node[] {
  if (!node) return [];
  const value = unwrap(node);
  return value.type === "ArrayExpression" ? value.elements.flatMap((item) => item ?? []) : [value];
}

/** Whether a value is written out as `true` or `false`. */
export function flagValue(node: Node | undefined): boolean | undefined {
  const value = node && unwrap(node);
  return value?.type === "Literal" && typeof value.value === "boolean" ? value.value : undefined;
}
