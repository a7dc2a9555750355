import type { Insertion } from "@faultline/contract";
import type { Rule } from "eslint";

type Context = Pick<Rule.RuleContext, "id" | "filename" | "sourceCode">;

/**
 * The comment on a line of its own that silences a rule on the line below it, in the file's language; undefined
 * where no comment can stand there, as inside a text of several lines.
 */
export function disablingComment(
  { id, filename, sourceCode }: Context,
  line: number,
): Insertion | undefined {
  const text = sourceCode.lines[line - 1];
  if (text === undefined || isInside(sourceCode, line)) return undefined;
  const indent = /^[ \t]*/.exec(text)?.[0] ?? "";
  const offset = sourceCode.getIndexFromLoc({ line, column: 0 });
  const end = sourceCode.text.includes("\r\n") ? "\r\n" : "\n";
  const directive = `eslint-disable-next-line ${id} -- TODO: say why`;
  return { offset, text: `${indent}${signOf(filename)} ${directive}${end}` };
}

function signOf(filename: string): string {
  if (/\.sql$/i.test(filename)) return "--";
  return /\.[cm]?[jt]s$/.test(filename) ? "//" : "#";
}

/** True where the line goes on with what an earlier one began: a block scalar, a here-document, a template. */
function isInside({ ast }: Context["sourceCode"], line: number): boolean {
  return ast.tokens.some(({ loc }) => loc.start.line < line && line <= loc.end.line);
}
