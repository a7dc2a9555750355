import type { SourceRange } from "@faultline/contract";

/** Text taken out of a file, which still knows where each of its characters stood. */
export interface CommandText {
  readonly text: string;
  /** The offset in the file of each character, and of the end. */
  readonly offsets: readonly number[];
}

/** Puts continuation lines together the way Docker does: without empty lines and comments in between. */
export function joinLines(source: string, from: number, to: number, escape: string): CommandText {
  const characters: string[] = [];
  const offsets: number[] = [];
  let isFirst = true;
  for (const { start, end } of linesOf(source, from, to)) {
    const line = source.slice(start, end);
    if (!isFirst && /^\s*(?:#|$)/.test(line)) continue;
    isFirst = false;
    const trimmed = line.trimEnd();
    const kept = trimmed.endsWith(escape) ? trimmed.length - 1 : line.length;
    for (let index = 0; index < kept; index += 1) {
      characters.push(line.charAt(index));
      offsets.push(start + index);
    }
  }
  return { text: characters.join(""), offsets: [...offsets, to] };
}

/** The text as it stands. */
export function plainText(source: string, from: number, to: number): CommandText {
  const offsets = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return { text: source.slice(from, to), offsets };
}

export function sliceText({ text, offsets }: CommandText, from: number): CommandText {
  return { text: text.slice(from), offsets: offsets.slice(from) };
}

interface Line {
  readonly start: number;
  readonly end: number;
}

function linesOf(source: string, from: number, to: number): Line[] {
  const lines: Line[] = [];
  let start = from;
  for (const match of source.slice(from, to).matchAll(/\r\n|\n|\r/g)) {
    lines.push({ start, end: from + match.index });
    start = from + match.index + match[0].length;
  }
  return [...lines, { start, end: to }];
}

/** Turns offsets of a file into places, lines and columns counting from 1. */
export class Places {
  readonly #starts: readonly number[];

  constructor(text: string) {
    this.#starts = [
      0,
      ...[...text.matchAll(/\r\n|\n|\r/g)].map(({ index, 0: end }) => index + end.length),
    ];
  }

  /** The offset of a place, both parts counting from 0. */
  offsetOf(place: { readonly line: number; readonly character: number }): number {
    return (this.#starts[place.line] ?? 0) + place.character;
  }

  range(from: number, to: number): SourceRange {
    const [start, end] = [this.#place(from), this.#place(to)];
    return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
  }

  #place(offset: number): { line: number; column: number } {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }
}
