import type { Tree, Trees } from "../../src/contract-delta/tree.js";

/** Trees of texts, by file. */
export function treesOf(
  base: Readonly<Record<string, string>>,
  head: Readonly<Record<string, string>>,
): Trees {
  const files = new Set([...Object.keys(base), ...Object.keys(head)]);
  return {
    base: treeOf(base),
    head: treeOf(head),
    changed: [...files].filter((file) => base[file] !== head[file]).toSorted(),
  };
}

function treeOf(texts: Readonly<Record<string, string>>): Tree {
  return {
    files: Object.keys(texts).toSorted(),
    read: (file) => (Object.hasOwn(texts, file) ? texts[file] : undefined),
  };
}
