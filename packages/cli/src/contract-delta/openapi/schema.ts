import { listOf, valueAt, type Specification, type SpecNode } from "./specification.js";

/** What a JSON schema lets through, its `allOf` parts put together. */
export interface Schema {
  /** The part that describes properties; the schema itself where there is none. */
  readonly holder: SpecNode;
  /** Undefined for any. */
  readonly types: ReadonlySet<string> | undefined;
  readonly isNullable: boolean;
  readonly properties: ReadonlyMap<string, SpecNode>;
  readonly required: ReadonlySet<string>;
  readonly isClosed: boolean;
  readonly items: SpecNode | undefined;
  /** JSON of each value; undefined for any. */
  readonly values: ReadonlySet<string> | undefined;
  readonly format: string | undefined;
  readonly limits: ReadonlyMap<string, number>;
  readonly pattern: string | undefined;
  /** Of `oneOf` and `anyOf`. */
  readonly variants: readonly SpecNode[];
}

/** What only grows tighter with a smaller number, and with a larger one. */
export const UPPER_LIMITS = ["maximum", "maxLength", "maxItems", "maxProperties"] as const;
export const LOWER_LIMITS = ["minimum", "minLength", "minItems", "minProperties"] as const;

const MOST_PARTS = 64;

export function schemaOf(specification: Specification, node: SpecNode): Schema {
  const parts = partsOf(specification, node);
  const schema = {
    properties: new Map<string, SpecNode>(),
    required: new Set<string>(),
    limits: new Map<string, number>(),
    items: undefined as SpecNode | undefined,
  };
  for (const part of parts) {
    for (const [name, property] of specification.children(specification.child(part, "properties")))
      if (!schema.properties.has(name)) schema.properties.set(name, property);
    for (const name of textsOf(part, "required")) schema.required.add(name);
    for (const limit of [...UPPER_LIMITS, ...LOWER_LIMITS]) {
      const value = valueAt(part.value, limit);
      if (typeof value === "number") schema.limits.set(limit, value);
    }
    schema.items ??= specification.child(part, "items");
  }
  const types = firstOf(parts, (part) => typesOf(part, schema.properties.size > 0));
  return {
    ...schema,
    holder: parts.find((part) => specification.child(part, "properties")) ?? node,
    types: types && withoutNull(types),
    isNullable:
      types?.has("null") === true ||
      parts.some(
        (part) => specification.isTrue(part, "nullable") || hasNullVariant(specification, part),
      ),
    isClosed: parts.some((part) => valueAt(part.value, "additionalProperties") === false),
    values: firstOf(parts, valuesOf),
    format: firstOf(parts, (part) => specification.text(part, "format")),
    pattern: firstOf(parts, (part) => specification.text(part, "pattern")),
    variants: parts.flatMap((part) => realVariants(specification, part)),
  };
}

/** The schema, and what `allOf` and a lone variant beside `null` add to it. */
function partsOf(specification: Specification, start: SpecNode): readonly SpecNode[] {
  const parts: SpecNode[] = [];
  const seen = new Set<string>();
  const open = [start];
  for (let node = open.shift(); node && parts.length < MOST_PARTS; node = open.shift()) {
    const key = `${node.file}#${node.pointer.join("/")}`;
    if (seen.has(key)) continue;
    seen.add(key);
    parts.push(node);
    open.push(
      ...specification.children(specification.child(node, "allOf")).map(([, part]) => part),
    );
    const variants = variantsOf(specification, node);
    const real = variants.filter((variant) => !isNull(variant));
    if (variants.length > 0 && real.length === 1) open.push(...real);
  }
  return parts;
}

function realVariants(specification: Specification, node: SpecNode): readonly SpecNode[] {
  const real = variantsOf(specification, node).filter((variant) => !isNull(variant));
  return real.length === 1 ? [] : real;
}

function variantsOf(specification: Specification, node: SpecNode): readonly SpecNode[] {
  return ["oneOf", "anyOf"].flatMap((key) =>
    specification.children(specification.child(node, key)).map(([, variant]) => variant),
  );
}

function hasNullVariant(specification: Specification, node: SpecNode): boolean {
  return variantsOf(specification, node).some(isNull);
}

function isNull({ value }: SpecNode): boolean {
  return valueAt(value, "type") === "null";
}

function typesOf({ value }: SpecNode, hasProperties: boolean): ReadonlySet<string> | undefined {
  const written = valueAt(value, "type");
  if (typeof written === "string") return new Set([written]);
  const several = listOf(written).filter((type) => typeof type === "string");
  if (several.length > 0) return new Set(several);
  return hasProperties ? new Set(["object"]) : undefined;
}

function withoutNull(types: ReadonlySet<string>): ReadonlySet<string> | undefined {
  const rest = [...types].filter((type) => type !== "null");
  return rest.length > 0 ? new Set(rest) : undefined;
}

function valuesOf({ value }: SpecNode): ReadonlySet<string> | undefined {
  const constant = valueAt(value, "const");
  if (constant !== undefined) return new Set([JSON.stringify(constant)]);
  const values = valueAt(value, "enum");
  // `null` among the values says what `nullable` says.
  return Array.isArray(values)
    ? new Set(values.filter((one) => one !== null).map((one) => JSON.stringify(one)))
    : undefined;
}

function textsOf(node: SpecNode, key: string): readonly string[] {
  return listOf(valueAt(node.value, key)).filter((text) => typeof text === "string");
}

function firstOf<T>(
  parts: readonly SpecNode[],
  read: (part: SpecNode) => T | undefined,
): T | undefined {
  for (const part of parts) {
    const found = read(part);
    if (found !== undefined) return found;
  }
  return undefined;
}
