import type { SourceRange } from "@faultline/contract";
import type { TSESTree } from "@typescript-eslint/types";
import type { Node } from "./source.js";

/** Turns offsets into ESTree positions: lines from 1, columns from 0. */
export class Positions {
  readonly #lineStarts: number[] = [0];

  constructor(text: string) {
    for (const match of text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) {
      this.#lineStarts.push(match.index + match[0].length);
    }
  }

  at(offset: number): TSESTree.Position {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#lineStarts[low] ?? 0) };
  }

  /** The way back: the offset of a line (from 1) and column (from 0). */
  offsetOf(line: number, column: number): number {
    return (this.#lineStarts[line - 1] ?? 0) + column;
  }
}

/** A node's place, with columns from 1. */
export function rangeOf(node: Node, positions: Positions): SourceRange {
  const [start, end] = [positions.at(node.range[0]), positions.at(node.range[1])];
  return {
    line: start.line,
    column: start.column + 1,
    endLine: end.line,
    endColumn: end.column + 1,
  };
}
