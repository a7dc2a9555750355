import type { SourceRange } from "@faultline/contract";
import type { FileDiff, Hunk } from "./parse-diff.js";

/** A line of a file as it was before the change. */
export interface OldLine {
  readonly file: string;
  readonly line: number;
}

/** What became of the lines of one file. */
export interface LineMap {
  /** Where a line was before; undefined for one that the change wrote. A line that was only moved is not written. */
  before(line: number): OldLine | undefined;
  /** True where the change wrote a line of the range, or took one out of it. */
  touches(range: Pick<SourceRange, "line" | "endLine">): boolean;
  /** The lines that the change wrote, in order. */
  readonly written: readonly number[];
}

/** Where the lines of one file were, by the hunks of its diff and the lines that came from elsewhere. */
export function lineMap(
  { was, hunks }: FileDiff,
  movedFrom: ReadonlyMap<number, OldLine>,
): LineMap {
  const writtenLines = hunks.flatMap(({ newStart, added }) =>
    added.map((_, index) => newStart + index).filter((line) => !movedFrom.has(line)),
  );
  const written = new Set(writtenLines);
  const isCutWithin = ({ line, endLine }: Pick<SourceRange, "line" | "endLine">): boolean =>
    hunks.some(
      ({ newStart, added }) => added.length === 0 && newStart >= line && newStart < endLine,
    );
  return {
    written: writtenLines,
    before(line) {
      if (written.has(line)) return undefined;
      const moved = movedFrom.get(line);
      if (moved) return moved;
      return was === undefined ? undefined : { file: was, line: line - shiftAt(hunks, line) };
    },
    touches(range) {
      for (let line = range.line; line <= range.endLine; line++) {
        if (written.has(line)) return true;
      }
      return isCutWithin(range);
    },
  };
}

/** By how many lines the hunks above a line pushed it down. */
function shiftAt(hunks: readonly Hunk[], line: number): number {
  let shift = 0;
  for (const { newStart, added, removed } of hunks) {
    const isAbove = added.length === 0 ? newStart < line : newStart + added.length <= line;
    if (isAbove) shift += added.length - removed.length;
  }
  return shift;
}

/** A file of which every line is new. */
export const ALL_NEW: LineMap = {
  before: () => undefined,
  touches: () => true,
  written: [],
};
