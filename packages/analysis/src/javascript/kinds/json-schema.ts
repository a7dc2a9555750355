import type { TSESTree } from "@typescript-eslint/types";
import { constantOf } from "../bindings/constant.js";
import { staticName, unwrap } from "../bindings/static-name.js";
import { soleValue } from "../bindings/variables.js";
import type { FileFacts } from "../file-facts.js";
import type { DraftOf, LibraryCall } from "../recogniser.js";
import type { Node } from "../source.js";
import { pageSizeInShape, type Bound, type FindUsers } from "./page-size.js";

/** Keywords that bound a number from above (JSON Schema 2020-12, "Validation", 6.1 and 6.2). */
const BOUNDS = /^(?:maximum|exclusiveMaximum|enum|const)$/;

/** Keywords that leave it open; any other may be one of the project's own. */
const NEUTRAL =
  /^(?:type|minimum|exclusiveMinimum|multipleOf|default|title|description|examples?|nullable|format|deprecated|readOnly|\$comment|errorMessage)$/;

/** Keywords of an object's schema by which another schema looks at its properties as well. */
const REFINES = /^(?:\$ref|\$dynamicRef|allOf|anyOf|oneOf|not|if|dependentSchemas)$/;

/** The size of a page in a JSON schema: `limit` of `{ properties: { page: …, limit: { type: "integer" } } }`. */
export function pageSizeInJsonSchema(
  call: LibraryCall,
  schema: Node | undefined,
  users: FindUsers,
): DraftOf<"page-size"> | undefined {
  const { facts } = call;
  const object = objectBehind(facts, schema);
  const shape = object && objectBehind(facts, valueAt(object, "properties"));
  if (!shape) return undefined;
  for (const property of shape.properties) {
    const number = property.type === "Property" && numberIn(facts, property);
    if (!number) continue;
    const bound = (): Bound =>
      keywordsOf(object).some((keyword) => keyword === undefined || REFINES.test(keyword))
        ? "unknown"
        : boundOf(number);
    const draft = pageSizeInShape(call, property, shape, { bound, remedy: "maximum: 100", users });
    if (draft) return draft;
  }
  return undefined;
}

/** The schema of a property that is a number. */
function numberIn(
  facts: FileFacts,
  property: TSESTree.Property,
): TSESTree.ObjectExpression | undefined {
  const schema = objectBehind(facts, property.value);
  const type = schema && valueAt(schema, "type");
  if (!type) return undefined;
  const given = unwrap(type);
  const names = given.type === "ArrayExpression" ? given.elements : [given];
  return names.some((name) => name && isNumeric(facts, name)) ? schema : undefined;
}

function isNumeric({ bindings }: FileFacts, type: Node): boolean {
  const name = constantOf(bindings, type)?.value;
  return name === "integer" || name === "number";
}

function boundOf(schema: TSESTree.ObjectExpression): Bound {
  const keywords = keywordsOf(schema);
  if (keywords.some((keyword) => keyword !== undefined && BOUNDS.test(keyword))) return "bounded";
  return keywords.every((keyword) => keyword !== undefined && NEUTRAL.test(keyword))
    ? "open"
    : "unknown";
}

/** What a schema is made of; undefined for what is spread into it or has no fixed name. */
function keywordsOf({ properties }: TSESTree.ObjectExpression): readonly (string | undefined)[] {
  return properties.map((part) => (part.type === "Property" ? staticName(part) : undefined));
}

function valueAt({ properties }: TSESTree.ObjectExpression, name: string): Node | undefined {
  const found = properties.findLast(
    (part) => part.type === "Property" && staticName(part) === name,
  );
  return found?.type === "Property" ? found.value : undefined;
}

/** The object that is written where a value stands, or that the constant of this name holds. */
function objectBehind(
  { bindings }: FileFacts,
  value: Node | undefined,
): TSESTree.ObjectExpression | undefined {
  const written = value && unwrap(value);
  if (written?.type !== "Identifier")
    return written?.type === "ObjectExpression" ? written : undefined;
  const variable = bindings.variables.of(written);
  const held = variable && soleValue(variable);
  const object = held && unwrap(held);
  return object?.type === "ObjectExpression" ? object : undefined;
}
