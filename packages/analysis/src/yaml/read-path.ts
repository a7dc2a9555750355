import type { Known } from "./known.js";
import { isPlaceholder, type YamlEntry, type YamlMapping, type YamlNode } from "./yaml-node.js";

/** The value under `path`, through merge keys. An explicit null is absent, as it is for Kubernetes. */
export function readPath(node: YamlNode, ...path: readonly string[]): Known<YamlNode> {
  let current = whole(node);
  for (const key of path) {
    if (current.state !== "present") return current;
    if (current.value.type !== "mapping") return unreadable(`${key} is not in a mapping`);
    current = readKey(current.value, key);
  }
  return current;
}

/** The text under `path`; a number is read as the text Kubernetes would see. */
export function readText(node: YamlNode, ...path: readonly string[]): Known<string> {
  const found = readPath(node, ...path);
  if (found.state !== "present") return found;
  if (found.value.type !== "scalar") return unreadable(`${path.join(".")} is not a scalar`);
  return { state: "present", value: String(found.value.value) };
}

/** The items under `path`. */
export function readItems(node: YamlNode, ...path: readonly string[]): Known<readonly YamlNode[]> {
  const found = readPath(node, ...path);
  if (found.state !== "present") return found;
  if (found.value.type !== "sequence") return unreadable(`${path.join(".")} is not a list`);
  return { state: "present", value: found.value.items };
}

/** A mapping of texts, such as labels. Unknown as soon as one of its keys or values is. */
export function readTexts(
  node: YamlNode,
  ...path: readonly string[]
): Known<ReadonlyMap<string, string>> {
  const found = readPath(node, ...path);
  if (found.state !== "present") return found;
  if (found.value.type !== "mapping") return unreadable(`${path.join(".")} is not a mapping`);
  const sources = mergeOrder(found.value);
  if (!sources?.every((source) => source.isWhole))
    return unreadable("it is put together elsewhere");
  const texts = new Map<string, string>();
  for (const { key, value } of sources.flatMap((source) => source.entries)) {
    if (value.type !== "scalar" || isPlaceholder(value.value))
      return unreadable(`${key} is computed`);
    if (!texts.has(key)) texts.set(key, String(value.value));
  }
  return { state: "present", value: texts };
}

/** The entries of a mapping and of what is merged into it, as they are written: the nearest of each key. */
export function readEntries(node: YamlNode): {
  readonly entries: readonly YamlEntry[];
  /** False where others may come from elsewhere. */
  readonly isWhole: boolean;
} {
  const sources = node.type === "mapping" ? mergeOrder(node) : undefined;
  const entries = new Map<string, YamlEntry>();
  for (const entry of (sources ?? []).flatMap((source) => source.entries))
    if (!entries.has(entry.key)) entries.set(entry.key, entry);
  return {
    entries: [...entries.values()],
    isWhole: sources?.every((source) => source.isWhole) ?? false,
  };
}

function readKey(mapping: YamlMapping, key: string): Known<YamlNode> {
  const sources = mergeOrder(mapping);
  for (const source of sources ?? [mapping]) {
    const entry = source.entries.find((candidate) => candidate.key === key);
    if (entry) return whole(entry.value);
  }
  return sources?.every((source) => source.isWhole)
    ? { state: "absent" }
    : unreadable(`${key} may come from elsewhere`);
}

function whole(node: YamlNode): Known<YamlNode> {
  if (node.type === "opaque") return unreadable("a custom tag or alias stands for it");
  if (node.type !== "scalar") return { state: "present", value: node };
  if (node.value === null) return { state: "absent" };
  return isPlaceholder(node.value)
    ? unreadable("another tool fills it in")
    : { state: "present", value: node };
}

/**
 * The mapping and those merged into it, nearest first; undefined when one of them can't be read.
 * Each is taken once: merges of merges of aliases grow without bound otherwise.
 */
function mergeOrder(mapping: YamlMapping): readonly YamlMapping[] | undefined {
  const order: YamlMapping[] = [];
  const seen = new Set<YamlMapping["entries"]>();
  const pending: YamlNode[] = [mapping];
  for (let next = pending.shift(); next; next = pending.shift()) {
    if (next.type !== "mapping") return undefined;
    if (seen.has(next.entries)) continue;
    seen.add(next.entries);
    order.push(next);
    pending.unshift(...next.merged);
  }
  return order;
}

function unreadable(reason: string): { readonly state: "unknown"; readonly reason: string } {
  return { state: "unknown", reason };
}
