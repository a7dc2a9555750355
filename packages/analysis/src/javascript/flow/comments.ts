import type { FileFacts } from "../file-facts.js";
import type { Node } from "../source.js";

const COMMENT = /\/\/([^\n]*)|\/\*([\s\S]*?)\*\//g;

/** Directions for tools, which give no reason. */
const DIRECTIVE = /eslint|prettier|@ts-|istanbul|c8 ignore|v8 ignore|biome|noinspection|sonar/i;

/** True when a comment in the code gives a reason, in three words or more. */
export function saysWhy(facts: FileFacts, node: Node): boolean {
  return [...facts.textOf(node).matchAll(COMMENT)].some(([, line, block]) => {
    const text = line ?? block ?? "";
    return !DIRECTIVE.test(text) && (text.match(/[a-z]{2,}/gi) ?? []).length >= 3;
  });
}
