import type { SyntaxProblem } from "../syntax-problem.js";
import { documentsOf } from "./documents.js";

/**
 * Where a document that is surely meant to be plain YAML stops being it. `isClaimed` says of a document's text whether
 * a language knows it as its own. What may be a template, is too large to be read, or only repeats a key, which many
 * tools let pass, is none of it.
 */
export function yamlProblem(
  file: string,
  isClaimed: (document: string) => boolean,
): SyntaxProblem | undefined {
  if (isTemplated(file)) return undefined;
  for (const { text, line, parse } of documentsOf(file)) {
    if (!isClaimed(text)) continue;
    const parsed = parse();
    if (parsed.ok || !parsed.at || parsed.problem.includes("must be unique")) continue;
    return { message: parsed.problem, line: parsed.at.line + line, column: parsed.at.column };
  }
  return undefined;
}

/**
 * Marks of what another tool fills in: Go, jinja, ERB, ytt, `@NAME@`, `%NAME%`, `__NAME__`, `<name>`, `[[ name ]]`, and
 * variables outside of quotes: in a flow mapping the braces of `${NAME}` are no YAML.
 */
const TEMPLATED =
  /\{\{|\{%|<%|\[\[|^[ \t]*#@|\(@|@\w+@|%\w+%|__\w+__|<[a-z][\w -]*>|^[ \t-]*\$\w+\s*$|^[^"'#\n]*\$[({]/im;

function isTemplated(text: string): boolean {
  return TEMPLATED.test(text);
}
