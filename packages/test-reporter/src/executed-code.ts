import type { ExecutedScript } from "./probe/observation.js";

/** Whether the code at a position ran; undefined where V8 counted the whole function only. */
export type RanAt = (offset: number) => boolean | undefined;

/** Reads one script's counts: the innermost range around a position decides. */
export function executedCode(script: ExecutedScript): RanAt {
  const stretches = flatten(script);
  return (offset) => {
    let low = 0;
    let high = stretches.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((stretches[middle]?.start ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    // Before the first stretch, and after the last, nothing was counted: that code did not run.
    const stretch = stretches[low - 1];
    return stretch === undefined ? false : stretch.ran;
  };
}

interface Range {
  readonly start: number;
  readonly end: number;
  readonly ran: boolean | undefined;
}

interface Stretch {
  readonly start: number;
  readonly ran: boolean | undefined;
}

/** Nested ranges laid out side by side; each stretch holds until the next begins. */
function flatten({ functions }: ExecutedScript): readonly Stretch[] {
  const ranges = functions
    .flatMap(({ isBlockCoverage, ranges }) =>
      ranges.map(({ startOffset, endOffset, count }): Range => ({
        start: startOffset,
        end: endOffset,
        ran: count === 0 ? false : isBlockCoverage ? true : undefined,
      })),
    )
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const stretches: Stretch[] = [];
  const around: Range[] = [];
  const closeUntil = (offset: number): void => {
    for (
      let inner = around.at(-1);
      inner !== undefined && inner.end <= offset;
      inner = around.at(-1)
    ) {
      around.pop();
      stretches.push({ start: inner.end, ran: around.length === 0 ? false : around.at(-1)?.ran });
    }
  };
  for (const range of ranges) {
    closeUntil(range.start);
    stretches.push({ start: range.start, ran: range.ran });
    around.push(range);
  }
  closeUntil(Infinity);
  return stretches;
}
