import type { SourceRange } from "@faultline/contract";
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from "yaml";
import { reasonOf } from "../../errors.js";

/** Larger YAML takes many seconds to read; JSON is read at any size. */
const MAX_YAML_CHARACTERS = 8 * 1024 * 1024;
/** Of larger JSON no places are looked for. */
const MAX_PLACED_JSON = 1024 * 1024;

/** Keys and indices from the root of a document. */
export type Pointer = readonly string[];

/** A document of plain values that knows where each was written. */
export interface PlainDocument {
  readonly value: unknown;
  /** The key or item that a pointer leads to, or the last one before it that exists. */
  placeOf(pointer: Pointer): SourceRange;
}

export type ReadDocument =
  | { readonly ok: true; readonly document: PlainDocument }
  | { readonly ok: false; readonly reason: string };

const START: SourceRange = { line: 1, column: 1, endLine: 1, endColumn: 1 };

/** Reads YAML or JSON. */
export function readDocument(text: string): ReadDocument {
  try {
    return /^\s*[{[]/.test(text) ? readJson(text) : readYaml(text);
  } catch (error) {
    // Also what nests too deeply for a parser, and aliases that multiply.
    return { ok: false, reason: `can't be read: ${reasonOf(error)}` };
  }
}

function readJson(text: string): ReadDocument {
  const value: unknown = JSON.parse(text);
  let places: Places | undefined;
  const placeOf = (pointer: Pointer): SourceRange => {
    if (text.length > MAX_PLACED_JSON) return START;
    places ??= new Places(text);
    return places.of(pointer);
  };
  return { ok: true, document: { value, placeOf } };
}

function readYaml(text: string): ReadDocument {
  if (text.length > MAX_YAML_CHARACTERS)
    return { ok: false, reason: "is too large to be compared as YAML" };
  const places = new Places(text);
  const [problem] = places.document.errors;
  if (problem)
    return { ok: false, reason: `does not parse: ${reasonOf(problem.message.split("\n")[0])}` };
  const value: unknown = places.document.toJS();
  return { ok: true, document: { value, placeOf: (pointer) => places.of(pointer) } };
}

/** Where the parts of a text stand. */
class Places {
  readonly document: Document;
  readonly #lines = new LineCounter();

  constructor(text: string) {
    this.document = parseDocument(text, {
      lineCounter: this.#lines,
      merge: true,
      uniqueKeys: false,
      logLevel: "silent",
    });
  }

  of(pointer: Pointer): SourceRange {
    let node: unknown = this.document.contents;
    let found = START;
    for (const key of pointer) {
      const part = partOf(isAlias(node) ? node.resolve(this.document) : node, key);
      if (!part) return found;
      if (part.range) found = this.#range(part.range);
      node = part.value;
    }
    return found;
  }

  #range([from, to]: readonly [number, number]): SourceRange {
    const start = this.#lines.linePos(from);
    const end = this.#lines.linePos(to);
    return { line: start.line, column: start.col, endLine: end.line, endColumn: end.col };
  }
}

interface Part {
  readonly value: unknown;
  readonly range: readonly [number, number] | undefined;
}

function partOf(node: unknown, key: string): Part | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(key)];
    return item === undefined ? undefined : { value: item, range: startOf(item) };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
  return pair && { value: pair.value, range: startOf(pair.key) };
}

/** The first line of a node is enough to find it. */
function startOf(node: unknown): readonly [number, number] | undefined {
  if (isScalar(node) && node.range) return [node.range[0], node.range[1]];
  if ((isMap(node) || isSeq(node) || isAlias(node)) && node.range)
    return [node.range[0], node.range[0] + 1];
  return undefined;
}
