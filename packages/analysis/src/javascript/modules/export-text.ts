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

const known = new Map<string, RegExp>();

/**
 * What the text of an ES module has that exports a name of its own. Most files that mention a name
 * only use it, and need not be parsed to learn that.
 */
export function exportPattern(name: string): RegExp {
  const before = known.get(name);
  if (before) return before;
  const word = String.raw`(?<![\w$.])${name.replaceAll("$", String.raw`\$`)}(?![\w$])`;
  const forms = [
    // `export async function name`, `export const name`, `export let first: A, name`.
    String.raw`\bexport\s[\w\s*,:$]*${word}`,
    // `export { name }`, `export const { a: name } = …`.
    String.raw`\bexport\s+(?:\w+\s*)?[{[][^}\]=]*${word}`,
    // `export const first = 1, name = 2`.
    String.raw`,\s*${word}\s*(?::[^=,;]*)?=(?![=>])`,
  ];
  const pattern = new RegExp(forms.join("|"));
  known.set(name, pattern);
  return pattern;
}

/** A text that hands the exports of other files on. */
export const PASSES_ON = /^export\s*(?:type\s*)?(?:\*|\{[^}]*\}\s*from\b)/m;
