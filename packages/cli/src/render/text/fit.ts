/** A part of a document with a heading and items that may be left out from the tail. */
export interface Section {
  /** Everything before the items. */
  readonly opening: string;
  readonly items: readonly string[];
  /** Between two items. */
  readonly separator: "\n" | "\n\n";
}

/** The document, with items of its longest sections left out, last first, until it is shorter than `limit`. */
export function fit(sections: readonly Section[], limit: number): string {
  let kept = sections.map(({ items }) => items.length);
  let parts = sections.map((section) => write(section, section.items.length));
  while (total(parts) > limit && kept.some((count) => count > 0)) {
    const longest = longestOf(parts, kept);
    // A tenth at a time: few rounds for a huge document, little lost for a slightly long one.
    kept = kept.map((count, index) => (index === longest ? Math.floor(count * 0.9) : count));
    parts = sections.map((section, index) => write(section, kept[index] ?? 0));
  }
  return `${parts.join("\n\n")}\n`;
}

function write({ opening, items, separator }: Section, kept: number): string {
  const left = items.length - kept;
  const shown = items.slice(0, kept).join(separator);
  const parts = [shown === "" ? opening : `${opening}${shown}`];
  if (left > 0) parts.push(`${String(left)} of ${String(items.length)} left out for length.`);
  return parts.join("\n\n");
}

function total(parts: readonly string[]): number {
  return parts.reduce((sum, part) => sum + part.length + 2, 0);
}

function longestOf(parts: readonly string[], kept: readonly number[]): number {
  const lengths = parts.map((part, index) => ((kept[index] ?? 0) > 0 ? part.length : -1));
  return lengths.indexOf(Math.max(...lengths));
}
