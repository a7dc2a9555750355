import type { OldLine } from "./line-map.js";
import type { FileDiff } from "./parse-diff.js";

/** Fewer letters and digits are likely to be the same by chance: closing brackets, an import. Git itself colours moved code from here on. */
const LEAST_SUBSTANCE = 20;

/**
 * Where lines that a change put in were taken out: by file and line, the place they had before. A block counts
 * as moved when it is the same but for indentation and holds enough to tell it from any other.
 */
export function movedLines(
  diffs: readonly FileDiff[],
): ReadonlyMap<string, ReadonlyMap<number, OldLine>> {
  const removed = removedLines(diffs);
  const places = new Map<string, number[]>();
  removed.forEach(({ text }, index) => {
    if (text === "") return;
    const known = places.get(text);
    if (known) known.push(index);
    else places.set(text, [index]);
  });
  const moved = new Map<string, Map<number, OldLine>>();
  const taken = new Set<number>();
  for (const { file, hunks } of diffs) {
    if (file === undefined) continue;
    const ofFile = new Map<number, OldLine>();
    for (const { newStart, added } of hunks)
      matchBlocks(added, newStart, { removed, places, taken }, ofFile);
    if (ofFile.size > 0) moved.set(file, ofFile);
  }
  return moved;
}

interface RemovedLine extends OldLine {
  readonly text: string;
}

interface Removed {
  readonly removed: readonly RemovedLine[];
  readonly places: ReadonlyMap<string, readonly number[]>;
  /** Lines that were found again: the second copy of a block is new. */
  readonly taken: Set<number>;
}

function removedLines(diffs: readonly FileDiff[]): readonly RemovedLine[] {
  const lines: RemovedLine[] = [];
  for (const { was, hunks } of diffs) {
    if (was === undefined) continue;
    for (const { oldStart, removed } of hunks) {
      removed.forEach((text, index) =>
        lines.push({ file: was, line: oldStart + index, text: text.trim() }),
      );
    }
  }
  return lines;
}

function matchBlocks(
  added: readonly string[],
  newStart: number,
  known: Removed,
  found: Map<number, OldLine>,
): void {
  let at = 0;
  while (at < added.length) {
    const block = longestBlock(added, at, known);
    if (!block) {
      at++;
      continue;
    }
    for (let offset = 0; offset < block.length; offset++) {
      const line = known.removed[block.from + offset];
      known.taken.add(block.from + offset);
      if (line) found.set(newStart + at + offset, { file: line.file, line: line.line });
    }
    at += block.length;
  }
}

/** How many places of one line are tried: a line that stands everywhere begins no block worth following. */
const MOST_CANDIDATES = 50;

function longestBlock(
  added: readonly string[],
  at: number,
  { removed, places, taken }: Removed,
): { readonly from: number; readonly length: number } | undefined {
  let best: { from: number; length: number } | undefined;
  for (const from of (places.get((added[at] ?? "").trim()) ?? []).slice(0, MOST_CANDIDATES)) {
    const length = commonLength(added, at, removed, from, taken);
    if (length > (best?.length ?? 0)) best = { from, length };
  }
  if (!best) return undefined;
  const text = added.slice(at, at + best.length).join("");
  return text.replaceAll(/[^\p{L}\p{N}]/gu, "").length >= LEAST_SUBSTANCE ? best : undefined;
}

function commonLength(
  added: readonly string[],
  at: number,
  removed: readonly RemovedLine[],
  from: number,
  taken: ReadonlySet<number>,
): number {
  let length = 0;
  const first = removed[from];
  while (at + length < added.length) {
    const line = removed[from + length];
    const isNext = line?.file === first?.file && line?.line === (first?.line ?? 0) + length;
    if (!line || !isNext || taken.has(from + length)) break;
    if (line.text !== (added[at + length] ?? "").trim()) break;
    length++;
  }
  return length;
}
