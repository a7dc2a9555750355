import type { SourceRange } from "@faultline/contract";
import type { AST } from "./parse.js";

/** A YAML value as the analysis reads it: aliases followed, positions those of the whole file. */
export type YamlNode = YamlMapping | YamlSequence | YamlScalar | YamlOpaque;

export interface YamlMapping {
  readonly type: "mapping";
  readonly range: SourceRange;
  readonly entries: readonly YamlEntry[];
  /** The values of `<<` keys. */
  readonly merged: readonly YamlNode[];
  /** False when a key is computed or a patch directive stands in it: more may be there. */
  readonly isWhole: boolean;
}

export interface YamlEntry {
  readonly key: string;
  readonly keyRange: SourceRange;
  readonly value: YamlNode;
}

interface YamlSequence {
  readonly type: "sequence";
  readonly range: SourceRange;
  readonly items: readonly YamlNode[];
}

interface YamlScalar {
  readonly type: "scalar";
  readonly range: SourceRange;
  readonly value: string | number | boolean | null;
}

/** A value that is not what it looks like: under a custom tag, or an alias of nothing. */
interface YamlOpaque {
  readonly type: "opaque";
  readonly range: SourceRange;
}

/** Reads a document's syntax tree. `line` is how many lines of the file come before the tree's first. */
export function toYamlNode(document: AST.YAMLDocument, line: number): YamlNode {
  return convert(document.content, document, { line, anchors: new Map() });
}

/** True for text that another tool fills in before Kubernetes sees it: `${REPLICAS}`, `$(TAG)`. */
export function isPlaceholder(value: unknown): boolean {
  return typeof value === "string" && /\$[({]/.test(value);
}

interface Reading {
  readonly line: number;
  /** Each anchor's value is shared by its aliases, never copied out, so an alias bomb stays small. */
  readonly anchors: Map<string, YamlNode>;
}

type Content = AST.YAMLContent | AST.YAMLWithMeta | null;

function convert(node: Content, owner: AST.YAMLNode, reading: Reading): YamlNode {
  const range = rangeOf(node ?? owner, reading);
  switch (node?.type) {
    case undefined:
      return { type: "scalar", value: null, range };
    case "YAMLScalar":
      return { type: "scalar", value: node.value, range };
    case "YAMLAlias":
      return { ...(reading.anchors.get(node.name) ?? { type: "opaque" }), range };
    case "YAMLWithMeta":
      return convertWithMeta(node, reading);
    case "YAMLSequence": {
      const items = node.entries.map((entry) => convert(entry, node, reading));
      return { type: "sequence", items, range };
    }
    case "YAMLMapping":
      return convertMapping(node, reading);
  }
}

function convertWithMeta(node: AST.YAMLWithMeta, reading: Reading): YamlNode {
  const name = node.anchor?.name;
  // An alias inside its own anchor would be a cycle; without an entry it is opaque.
  if (name !== undefined) reading.anchors.delete(name);
  const value: YamlNode = isCustomTag(node.tag?.tag)
    ? { type: "opaque", range: rangeOf(node, reading) }
    : convert(node.value, node, reading);
  if (name !== undefined) reading.anchors.set(name, value);
  return value;
}

function isCustomTag(tag: string | undefined): boolean {
  return tag !== undefined && tag !== "!" && !tag.startsWith("tag:yaml.org,2002:");
}

function convertMapping(node: AST.YAMLMapping, reading: Reading): YamlMapping {
  const entries: YamlEntry[] = [];
  const merged: YamlNode[] = [];
  let isWhole = true;
  for (const pair of node.pairs) {
    const key = convert(pair.key, pair, reading);
    const value = convert(pair.value, pair, reading);
    if (key.type !== "scalar" || isPlaceholder(key.value) || key.value === "$patch")
      isWhole = false;
    else if (key.value === "<<")
      merged.push(...(value.type === "sequence" ? value.items : [value]));
    else entries.push({ key: String(key.value), keyRange: key.range, value });
  }
  return { type: "mapping", entries, merged, isWhole, range: rangeOf(node, reading) };
}

function rangeOf({ loc }: AST.YAMLNode, { line }: Reading): SourceRange {
  return {
    line: loc.start.line + line,
    column: loc.start.column + 1,
    endLine: loc.end.line + line,
    endColumn: loc.end.column + 1,
  };
}
