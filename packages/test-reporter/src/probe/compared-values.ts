import { isNativeError, isRegExp } from "node:util/types";

/**
 * The values inside `value` that a comparison could be about, as short texts: primitives, an
 * error's name, code and message, a class's name, a pattern's source.
 */
export function comparedValues(value: unknown): readonly string[] {
  const found = new Set<string>();
  collect(value, found, 0);
  return [...found];
}

/** Whether it is an error, also one of another realm: Jest gives each test file globals of its own. */
export function isErrorLike(value: unknown): value is Error {
  return value instanceof Error || isNativeError(value);
}

const MOST_VALUES = 30;
const DEEPEST = 4;
const LONGEST_TEXT = 200;

function collect(value: unknown, found: Set<string>, depth: number): void {
  if (found.size >= MOST_VALUES || depth > DEEPEST || value === undefined) return;
  if (value === null || typeof value !== "object") {
    const text = textOf(value);
    if (text !== "") found.add(text.slice(0, LONGEST_TEXT));
    return;
  }
  if (isRegExp(value)) {
    found.add(value.source.slice(0, LONGEST_TEXT));
    return;
  }
  for (const part of partsOf(value)) collect(part, found, depth + 1);
}

function textOf(value: unknown): string {
  if (typeof value === "function") return value.name;
  return typeof value === "symbol" ? "" : String(value);
}

function partsOf(value: object): readonly unknown[] {
  if (isErrorLike(value)) return [value.name, ownValue(value, "code"), value.message];
  if (Array.isArray(value)) return value.slice(0, MOST_VALUES);
  // An asymmetric matcher (`expect.objectContaining`) keeps what it expects in `sample`.
  if (Object.hasOwn(value, "sample")) return [ownValue(value, "sample")];
  return Object.keys(value)
    .slice(0, MOST_VALUES)
    .map((key) => ownValue(value, key));
}

/** A property's value, unless reading it would run the user's code. */
function ownValue(value: object, key: string): unknown {
  const descriptor = Object.getOwnPropertyDescriptor(value, key);
  return descriptor !== undefined && "value" in descriptor ? descriptor.value : undefined;
}
