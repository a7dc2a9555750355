import { parseYaml, YAML_VISITOR_KEYS } from "./parse.js";
import { splitDocuments, type DocumentText } from "./split-documents.js";

/** YAML the way an ESLint parser hands it on: syntax nodes for other plugins' rules, and comments. */
export interface YamlSyntax {
  /** Nodes of `yaml-eslint-parser`; empty when any part of the text can't be parsed. */
  readonly body: readonly object[];
  readonly tokens: readonly object[];
  /** Those of every document that can be parsed. */
  readonly comments: readonly YamlComment[];
  readonly visitorKeys: Readonly<Record<string, readonly string[]>>;
}

export interface YamlComment {
  readonly type: "Block";
  readonly value: string;
  readonly range: readonly [number, number];
  /** Lines count from 1 and columns from 0, as in ESLint. */
  readonly loc: { readonly start: YamlPosition; readonly end: YamlPosition };
}

export interface YamlPosition {
  readonly line: number;
  readonly column: number;
}

/** Reads any text: what can't be parsed has no nodes. */
export function yamlSyntax(text: string): YamlSyntax {
  const parsed = parseYaml(text);
  return {
    body: parsed.ok ? parsed.program.body : [],
    tokens: parsed.ok ? parsed.program.tokens : [],
    comments: splitDocuments(text).flatMap(commentsOf),
    visitorKeys: YAML_VISITOR_KEYS,
  };
}

function commentsOf({ text, offset, line }: DocumentText): YamlComment[] {
  const parsed = parseYaml(text);
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
