import type { DocumentSyntax } from "../document-syntax.js";
import { Positions } from "../javascript/positions.js";
import type { SyntaxProblem } from "../syntax-problem.js";
import { lexSql, type LexedSql, type SqlToken, type UnclosedSql } from "./lex.js";

/** Reads SQL of any dialect. */
export function sqlSyntax(text: string): DocumentSyntax {
  const lexed = lexSql(text);
  const positions = new Positions(text);
  const place = (start: number, end: number): Place => ({
    range: [start, end],
    loc: { start: positions.at(start), end: positions.at(end) },
  });
  return {
    body: [],
    tokens: severalLines(text, lexed).map(({ text: value, start, end }) => ({
      type: "String",
      value,
      ...place(start, end),
    })),
    comments: lexed.comments.map(({ value, start, end }) => ({
      type: "Block",
      value,
      ...place(start, end),
    })),
    visitorKeys: {},
  };
}

/** Only a text in which something is opened and never closed is broken. */
export function sqlProblem(text: string): SyntaxProblem | undefined {
  const { unclosed } = lexSql(text);
  return unclosed && problemOf(unclosed, new Positions(text));
}

interface Place {
  range: [number, number];
  readonly loc: {
    readonly start: { readonly line: number; readonly column: number };
    readonly end: { readonly line: number; readonly column: number };
  };
}

/** Texts over several lines, in which no comment can stand; nobody asks for the other tokens. */
function severalLines(text: string, { tokens }: LexedSql): readonly SqlToken[] {
  return tokens.filter(
    ({ kind, start, end }) =>
      (kind === "string" || kind === "body") && text.slice(start, end).includes("\n"),
  );
}

function problemOf({ what, start }: UnclosedSql, positions: Positions): SyntaxProblem {
  const { line, column } = positions.at(start);
  return { message: `This ${what} is never closed`, line, column: column + 1 };
}
