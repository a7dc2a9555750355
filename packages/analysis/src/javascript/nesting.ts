/** Deeper than any source that a person wrote, and well within what the parser's stack bears. */
const DEEPEST = 1_000;

/**
 * Where brackets nest deeper than the parser can follow without ending the process; undefined for
 * any text that people write. Brackets in strings count too, which costs nothing but this answer.
 */
export function tooDeepAt(text: string): number | undefined {
  let depth = 0;
  for (const { 0: bracket, index } of text.matchAll(/[([{]|[)\]}]/g)) {
    depth = Math.max(0, depth + ("([{".includes(bracket) ? 1 : -1));
    if (depth > DEEPEST) return index;
  }
  return undefined;
}
