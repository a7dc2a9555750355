import { readDocuments, type YamlNode } from "@faultline/analysis";

/**
 * The documents of a YAML file. What a pipeline or a template engine fills in is taken for a word, so that a rule with
 * `{{ $labels.instance }}` in its text can be read.
 */
export function documentsIn(text: string): readonly YamlNode[] {
  return readDocuments(text.replaceAll(/\$?\{\{[^\n]*?\}\}/g, "filled-in"), () => true);
}

/** The value of a key of a mapping. */
export function valueOf(node: YamlNode, key: string): YamlNode | undefined {
  if (node.type !== "mapping") return undefined;
  return node.entries.find((entry) => entry.key === key)?.value;
}

/** Every text in a document, in its order. An alias is not followed twice. */
export function textsIn(root: YamlNode): readonly string[] {
  const texts: string[] = [];
  const seen = new Set<unknown>();
  const pending: YamlNode[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === "scalar") texts.push(String(node.value));
    else if (node.type === "sequence") pending.push(...unseen(node.items, seen).toReversed());
    else if (node.type === "mapping")
      pending.push(
        ...unseen(node.entries, seen)
          .map(({ value }) => value)
          .toReversed(),
      );
  }
  return texts;
}

function unseen<Item>(items: readonly Item[], seen: Set<unknown>): readonly Item[] {
  if (seen.has(items)) return [];
  seen.add(items);
  return items;
}

/** True where any mapping of a document has all of these keys. */
export function hasMappingWith(root: YamlNode, ...keys: readonly string[]): boolean {
  const seen = new Set<unknown>();
  const pending: YamlNode[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    const current = node;
    if (current.type === "mapping") {
      if (keys.every((key) => isFilled(valueOf(current, key)))) return true;
      pending.push(...unseen(current.entries, seen).map(({ value }) => value));
    } else if (current.type === "sequence") pending.push(...unseen(current.items, seen));
  }
  return false;
}

function isFilled(node: YamlNode | undefined): boolean {
  return node !== undefined && !(node.type === "scalar" && node.value === null);
}
