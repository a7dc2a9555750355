import type { DocumentComment, DocumentSyntax } from "../document-syntax.js";
import { documentsOf, type YamlDocument } from "./documents.js";
import { parseYaml, YAML_VISITOR_KEYS } from "./parse.js";

/** Reads any text: what can't be parsed has no nodes. */
export function yamlSyntax(text: string): DocumentSyntax {
  const parsed = parseYaml(text);
  const documents = documentsOf(text);
  // Of a text too large to be parsed at once, only what may be meant for ESLint is read a second time.
  const commented = parsed.ok ? documents : documents.filter((one) => one.text.includes("eslint"));
  return {
    body: parsed.ok ? parsed.program.body : [],
    tokens: parsed.ok ? parsed.program.tokens : [],
    comments: commented.flatMap(commentsOf),
    visitorKeys: YAML_VISITOR_KEYS,
  };
}

function commentsOf({ offset, line, parse }: YamlDocument): DocumentComment[] {
  const parsed = parse();
  if (!parsed.ok) return [];
  return parsed.program.comments.map(({ value, range, loc }) => ({
    type: "Block",
    value,
    range: [range[0] + offset, range[1] + offset],
    loc: {
      start: { line: loc.start.line + line, column: loc.start.column },
      end: { line: loc.end.line + line, column: loc.end.column },
    },
  }));
}
