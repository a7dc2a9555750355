export interface Indent {
  /** Before the first line: spaces, a bullet. */
  readonly first: string;
  /** Before every other line. */
  readonly rest: string;
}

/**
 * The lines of `text`, none wider than `width`, broken at spaces; a word wider than a line is
 * broken where the line ends.
 */
export function wrap(text: string, width: number, indent: Indent): readonly string[] {
  const room = Math.max(width - indent.rest.length, 1);
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((whole) => pieces(whole, room))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (columns(longer) <= room) {
      line = longer;
    } else {
      lines.push(line);
      line = word;
    }
  }
  if (line !== "") lines.push(line);
  return lines.map((content, index) => (index === 0 ? indent.first : indent.rest) + content);
}

/** Code points, which are columns for all but wide East Asian text. */
function columns(text: string): number {
  return Array.from(text).length;
}

function pieces(word: string, length: number): readonly string[] {
  const characters = Array.from(word);
  if (characters.length <= length) return [word];
  const count = Math.ceil(characters.length / length);
  return Array.from({ length: count }, (_, index) =>
    characters.slice(index * length, (index + 1) * length).join(""),
  );
}
