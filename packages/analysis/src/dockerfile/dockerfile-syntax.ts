import type { DocumentComment, DocumentSyntax } from "../document-syntax.js";
import { parseDockerfile } from "./parse.js";

/** Reads any text: what can't be read has no nodes. */
export function dockerfileSyntax(text: string): DocumentSyntax {
  const parsed = parseDockerfile(text);
  if (!parsed) return { body: [], tokens: [], comments: [], visitorKeys: {} };
  return {
    body: [],
    // A comment can't stand inside a here-document; a token of several lines says so.
    tokens: parsed.instructions.flatMap(({ heredocs }) =>
      heredocs.map(({ body, range }) => ({
        type: "Heredoc",
        value: body.text,
        range: [body.offsets[0] ?? 0, body.offsets.at(-1) ?? 0],
        loc: {
          start: { line: range.line - 1, column: 0 },
          end: { line: range.endLine, column: range.endColumn - 1 },
        },
      })),
    ),
    comments: parsed.comments.map(({ from, to }): DocumentComment => {
      const { line, column, endLine, endColumn } = parsed.places.range(from, to);
      return {
        type: "Block",
        value: text.slice(from + 1, to),
        range: [from, to],
        loc: { start: { line, column: column - 1 }, end: { line: endLine, column: endColumn - 1 } },
      };
    }),
    visitorKeys: {},
  };
}
