import type { SourceRange } from "@faultline/contract";
import { eachMapping, TraceMap, type SourceMapInput } from "@jridgewell/trace-mapping";

/** A file as the runner executed it. */
export interface LoadedSource {
  /** Relative to the project root, with forward slashes. */
  readonly file: string;
  readonly code: string;
  /** From `code` to the file's own text; undefined where both are the same. */
  readonly map: SourceMapInput | undefined;
}

/** Finds the offsets in the executed code that come from a range of the file's own text. */
export type OffsetsWithin = (range: SourceRange) => readonly number[];

/** Indexes one file; building the index is put off until the first question. */
export function offsetsWithin({ file, code, map }: LoadedSource): OffsetsWithin {
  let index: readonly Position[] | undefined;
  return (range) => {
    index ??= map === undefined ? wordsOf(code) : mappedPositions(file, code, map);
    return index.filter((position) => isWithin(range, position)).map(({ offset }) => offset);
  };
}

/** A place in the file's own text (lines and columns count from 1) and its offset in the executed code. */
interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

function mappedPositions(file: string, code: string, map: SourceMapInput): readonly Position[] {
  const lineStarts = startsOfLines(code);
  const positions: Position[] = [];
  const name = file.slice(file.lastIndexOf("/") + 1);
  eachMapping(new TraceMap(map), (mapping) => {
    const start = lineStarts[mapping.generatedLine - 1];
    if (start === undefined || mapping.originalLine === null) return;
    if (mapping.source?.endsWith(name) !== true) return;
    const offset = start + mapping.generatedColumn;
    if (!beginsWord(code, offset)) return;
    positions.push({ line: mapping.originalLine, column: mapping.originalColumn + 1, offset });
  });
  return positions;
}

function wordsOf(code: string): readonly Position[] {
  const lineStarts = startsOfLines(code);
  return lineStarts.flatMap((start, index) => {
    const text = code.slice(start, lineStarts[index + 1] ?? code.length);
    return [...text.matchAll(/[\w$"'`]+/g)].map((word): Position => ({
      line: index + 1,
      column: word.index + 1,
      offset: start + word.index,
    }));
  });
}

/** Braces and other punctuation can lie on either side of a counter; words are inside what they are in. */
function beginsWord(code: string, offset: number): boolean {
  return /[\w$"'`]/.test(code[offset] ?? "");
}

function startsOfLines(text: string): readonly number[] {
  const starts = [0];
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) {
    starts.push(end + 1);
  }
  return starts;
}

function isWithin(range: SourceRange, { line, column }: Position): boolean {
  if (line < range.line || (line === range.line && column < range.column)) return false;
  return line < range.endLine || (line === range.endLine && column < range.endColumn);
}
