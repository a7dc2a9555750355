import type { SyntaxProblem } from "./syntax-problem.js";

/** A text of another language the way an ESLint parser hands it on: syntax nodes for rules, and comments. */
export interface DocumentSyntax {
  /** Nodes below the root; empty where the text can't be parsed. */
  readonly body: readonly object[];
  readonly tokens: readonly object[];
  readonly comments: DocumentComment[];
  readonly visitorKeys: Readonly<Record<string, readonly string[]>>;
  /** Where the text stopped making sense, in a language whose tools would refuse the file as well. */
  readonly problem?: SyntaxProblem;
}

export interface DocumentComment {
  /** Whatever it looks like: ESLint reads its directives in comments of this type, on one line or several. */
  readonly type: "Block";
  /** Without the signs that begin and end it. */
  readonly value: string;
  readonly range: [number, number];
  /** Lines count from 1 and columns from 0, as in ESLint. */
  readonly loc: { readonly start: DocumentPosition; readonly end: DocumentPosition };
}

interface DocumentPosition {
  readonly line: number;
  readonly column: number;
}
