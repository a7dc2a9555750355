/** A part of a document with a heading and items that may be left out from the tail. */
export interface Section {
  /** How the section is called where it is left out. */
  readonly name: string;
  /** Everything before the items. */
  readonly opening: string;
  readonly items: readonly string[];
  /** Between two items. */
  readonly separator: "\n" | "\n\n";
  /** What closes what the opening opened. */
  readonly closing?: string;
  /** What is left out whole before anything of a lower number is shortened; 0 is never left out. */
  readonly rank: number;
}

/**
 * The document, shorter than `limit`: first whole sections go, those of the highest rank before
 * others, then items of the longest section that is left, last first. Each gap is named.
 */
export function fit(sections: readonly Section[], limit: number): string {
  let kept = sections;
  const left: string[] = [];
  while (total(kept) > limit) {
    const least = leastOf(kept);
    if (least === undefined) break;
    kept = kept.filter((section) => section !== least);
    left.unshift(least.name);
  }
  const note = left.length > 0 ? [`_Left out for length: ${left.join(", ")}._`] : [];
  return `${[...shorten(kept, limit), ...note].join("\n\n")}\n`;
}

/** Of the highest rank the last; undefined where all that is left must stay. */
function leastOf(sections: readonly Section[]): Section | undefined {
  const highest = Math.max(0, ...sections.map(({ rank }) => rank));
  return highest === 0 ? undefined : sections.findLast(({ rank }) => rank === highest);
}

function shorten(sections: readonly Section[], limit: number): readonly string[] {
  let kept = sections.map(({ items }) => items.length);
  let parts = sections.map((section) => write(section, section.items.length));
  while (lengthOf(parts) > limit && kept.some((count) => count > 0)) {
    const longest = longestOf(parts, kept);
    // A tenth at a time: few rounds for a huge document, little lost for a slightly long one.
    kept = kept.map((count, index) => (index === longest ? Math.floor(count * 0.9) : count));
    parts = sections.map((section, index) => write(section, kept[index] ?? 0));
  }
  return parts;
}

function write({ opening, items, separator, closing }: Section, kept: number): string {
  const left = items.length - kept;
  const shown = items.slice(0, kept).join(separator);
  const parts = [shown === "" ? opening : `${opening}${shown}`];
  if (left > 0) parts.push(`${String(left)} of ${String(items.length)} left out for length.`);
  if (closing !== undefined) parts.push(closing);
  return parts.join("\n\n");
}

function total(sections: readonly Section[]): number {
  return lengthOf(sections.map((section) => write(section, section.items.length)));
}

/** With room for the line that names what was left out. */
function lengthOf(parts: readonly string[]): number {
  return parts.reduce((sum, part) => sum + part.length + 2, 400);
}

function longestOf(parts: readonly string[], kept: readonly number[]): number {
  const lengths = parts.map((part, index) => ((kept[index] ?? 0) > 0 ? part.length : -1));
  return lengths.indexOf(Math.max(...lengths));
}
