import { posix } from "node:path";
import type { SourceLocation } from "@faultline/contract";
import type { Tree } from "../tree.js";
import { readDocument, type PlainDocument, type Pointer } from "./document.js";

/** A value in a specification, and where it is. */
export interface SpecNode {
  readonly file: string;
  readonly pointer: Pointer;
  readonly value: unknown;
}

/** References that lead to references, before they are taken for a circle. */
const MOST_STEPS = 32;

/** One specification with the files that it refers to; what is elsewhere on the network is never fetched. */
export class Specification {
  readonly root: SpecNode;
  readonly #tree: Tree;
  readonly #documents = new Map<string, PlainDocument | undefined>();

  private constructor(tree: Tree, file: string, document: PlainDocument) {
    this.#tree = tree;
    this.#documents.set(file, document);
    this.root = { file, pointer: [], value: document.value };
  }

  /** Gives the reason, as the rest of a sentence, where the file can't be read. */
  static read(tree: Tree, file: string, text: string): Specification | string {
    const read = readDocument(text);
    return read.ok ? new Specification(tree, file, read.document) : read.reason;
  }

  /** What a key holds, through references; undefined where there is nothing, or nothing that can be read. */
  child(node: SpecNode, key: string): SpecNode | undefined {
    const value = valueAt(node.value, key);
    return value === undefined
      ? undefined
      : this.#follow({ file: node.file, pointer: [...node.pointer, key], value });
  }

  /** Every member with its key, through references. */
  children(node: SpecNode | undefined): readonly (readonly [string, SpecNode])[] {
    if (!node) return [];
    return keysOf(node.value).flatMap((key): (readonly [string, SpecNode])[] => {
      const child = this.child(node, key);
      return child ? [[key, child]] : [];
    });
  }

  text(node: SpecNode | undefined, key: string): string | undefined {
    const value = node && valueAt(node.value, key);
    return typeof value === "string" ? value : undefined;
  }

  isTrue(node: SpecNode | undefined, key: string): boolean {
    return node !== undefined && valueAt(node.value, key) === true;
  }

  placeOf({ file, pointer }: SpecNode): SourceLocation {
    const place = this.#document(file)?.placeOf(pointer);
    return { file, ...(place ?? { line: 1, column: 1, endLine: 1, endColumn: 1 }) };
  }

  #follow(node: SpecNode): SpecNode | undefined {
    let current = node;
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const reference = valueAt(current.value, "$ref");
      if (typeof reference !== "string") return current;
      const target = this.#target(current.file, reference);
      if (!target) return undefined;
      current = target;
    }
    return undefined;
  }

  #target(from: string, reference: string): SpecNode | undefined {
    const [path = "", fragment = ""] = reference.split("#");
    if (/^[a-z][a-z\d+.-]*:|^\/\//i.test(path)) return undefined;
    const file = path === "" ? from : posix.join(posix.dirname(from), path);
    const pointer = fragment.split("/").slice(1).map(unescaped);
    let value = this.#document(file)?.value;
    for (const key of pointer) value = valueAt(value, key);
    return value === undefined ? undefined : { file, pointer, value };
  }

  #document(file: string): PlainDocument | undefined {
    if (!this.#documents.has(file)) {
      const text = file.startsWith("../") ? undefined : this.#tree.read(file);
      const read = text === undefined ? undefined : readDocument(text);
      this.#documents.set(file, read?.ok ? read.document : undefined);
    }
    return this.#documents.get(file);
  }
}

function unescaped(part: string): string {
  const plain = part.replaceAll("~1", "/").replaceAll("~0", "~");
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}

/** An own member; never one that every object has. */
export function valueAt(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

function keysOf(value: unknown): readonly string[] {
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}

/** The items of a list; nothing of anything else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
