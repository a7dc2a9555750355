import { staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import type { LocatedValue } from "../modules/imported-value.js";
import type { Node } from "../source.js";
import { isSetLater, member, valueBehind } from "./value-behind.js";

/** What an option is in the source; `unread` where the options can't be read as a whole. */
export type Option =
  | { readonly state: "absent" }
  | { readonly state: "set"; readonly value: LocatedValue }
  | { readonly state: "unread" };

const UNREAD: Option = { state: "unread" };

/** An option of something that may be written elsewhere, by the names that lead to it. */
export function optionAt(
  facts: FileFacts,
  options: Node | undefined,
  ...names: readonly string[]
): Option {
  if (!options) return { state: "absent" };
  let current: LocatedValue = { node: options, facts };
  for (const name of names) {
    const holder = valueBehind(current.facts, current.node);
    if (holder.node.type !== "ObjectExpression") return UNREAD;
    if (isSetLater(current.facts, current.node, name)) return UNREAD;
    const value = member(current.facts, current.node, name);
    if (!value) return isComplete(holder.node.properties) ? { state: "absent" } : UNREAD;
    current = value;
  }
  return { state: "set", value: current };
}

function isComplete(properties: readonly Node[]): boolean {
  return properties.every(
    (property) => property.type === "Property" && staticName(property) !== undefined,
  );
}
