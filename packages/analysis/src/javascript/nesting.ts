/** Deeper than any source that a person wrote, and well within what the parser's stack bears. */
const DEEPEST = 1_000;

/**
 * Where brackets nest deeper than the parser can follow without ending the process; undefined for
 * any text that people write. Brackets in strings count too, which costs nothing but this answer.
 */
export function tooDeepAt(text: string): number | undefined {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    depth = Math.max(0, depth + turnOf(text.charCodeAt(index)));
    if (depth > DEEPEST) return index;
  }
  return undefined;
}

/** One level down for `(`, `[` and `{`, one up for what closes them. */
function turnOf(character: number): number {
  switch (character) {
    case 0x28:
    case 0x5b:
    case 0x7b:
      return 1;
    case 0x29:
    case 0x5d:
    case 0x7d:
      return -1;
    default:
      return 0;
  }
}
