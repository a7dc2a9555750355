/** `export async function list(`, `export const list = async (`, `export class Cart {`. */
const PLAIN =
  /^export\s+(?:default\s+)?(?:async\s+)?function\b\s*\*?\s*([\w$]*)|^export\s+const\s+([\w$]+)(?:\s*:[^=\n]+)?\s*=\s*(?:async\s+)?(?:function\b|[\w$]+\s*=>|\([^()]*\)\s*(?::[^=;(){}]+)?=>)|^export\s+(?:default\s+)?(?:abstract\s+)?class\s+([\w$]+)\s*(?:implements\s[^{]*)?\{/gm;

/**
 * The exports of a text that are functions, or classes which extend nothing, as far as the text shows
 * it without a parser; that a name is missing says nothing.
 */
export function plainDeclarations(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [whole, ...found] of text.matchAll(PLAIN)) {
    // One form has matched; what the others have is nothing.
    const name = found.join("");
    if (name !== "") names.add(name);
    if (/^export\s+default\b/.test(whole)) names.add("default");
  }
  return names;
}

/** What follows `export`, up to where a value or a block begins; and each further name that `const a = 1, b = 2` may declare. */
const EXPORTS =
  /\bexport\s+(?:\w+\s*)?[{[]([^}\]=]*)|\bexport\s([\w\s*,:$]*)|,\s*([\w$]+)\s*(?::[^=,;]*)?=(?![=>])/g;

/**
 * The names that the text of an ES module may export, and some more: most files that mention a name
 * only use it, and need not be parsed to learn that.
 */
export function exportedNames(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, ...found] of text.matchAll(EXPORTS))
    for (const name of found.join(" ").match(/[\w$]+/g) ?? []) names.add(name);
  return names;
}

/** A text that hands the exports of other files on. */
export const PASSES_ON = /^export\s*(?:type\s*)?(?:\*|\{[^}]*\}\s*from\b)/m;
