import { DefinitionType } from "@typescript-eslint/scope-manager";
import { unwrap } from "../bindings/static-name.js";
import { soleDefinition } from "../bindings/variables.js";
import type { FileFacts } from "../file-facts.js";
import { targetOf } from "../modules/follow-origin.js";
import { importedValue } from "../modules/imported-value.js";
import type { Node } from "../source.js";

/** True for an object whose keys the source spells out, and for an enum, in whichever file. */
export function hasFixedKeys(facts: FileFacts, object: Node): boolean {
  const literal = facts.bindings.objectOf(object);
  if (literal) {
    const { properties } = literal;
    return properties.length > 0 && properties.every(({ type }) => type === "Property");
  }
  if (isEnum(facts, object)) return true;
  const target = targetOf(facts, object);
  if (target?.kind === "object") return target.node.properties.length > 0;
  const origin = facts.bindings.origin(object);
  const value = origin && importedValue(facts, origin);
  return value !== undefined && isEnum(value.facts, value.node);
}

/** True for an enum, or a name that stands for one. */
function isEnum({ bindings }: FileFacts, node: Node): boolean {
  if (node.type === "TSEnumDeclaration") return true;
  const variable = bindings.variables.of(unwrap(node));
  const definition = variable && soleDefinition(variable);
  return definition?.type === DefinitionType.TSEnumName;
}
