import { staticName, unwrap } from "../bindings/static-name.js";
import { isCaughtError } from "../flow/caught-error.js";
import type { FileFacts } from "../file-facts.js";
import type { Node } from "../source.js";

/** The name of a field that holds a caught error itself: `error` of `{ id, error }`. */
export function errorField(
  facts: FileFacts,
  fields: Node | undefined,
  isWanted: (name: string) => boolean,
): string | undefined {
  const object = fields && unwrap(fields);
  if (object?.type !== "ObjectExpression") return undefined;
  for (const property of object.properties) {
    if (property.type !== "Property") continue;
    const name = staticName(property);
    if (name !== undefined && isWanted(name) && isCaughtError(facts, property.value)) return name;
  }
  return undefined;
}
