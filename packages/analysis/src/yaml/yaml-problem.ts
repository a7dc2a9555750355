import type { SyntaxProblem } from "../syntax-problem.js";
import { parseYaml } from "./parse.js";
import { splitDocuments } from "./split-documents.js";

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
  for (const { text, line } of splitDocuments(file.replace(/^\uFEFF/, ""))) {
    if (!isClaimed(text)) continue;
    const parsed = parseYaml(text);
    if (parsed.ok || !parsed.at || parsed.problem.includes("must be unique")) continue;
    // `{ runAsUser: ${USER_ID} }` is a mapping only once it is filled in.
    if (/\$[{(]/.test(text.split("\n")[parsed.at.line - 1] ?? "")) continue;
    return { message: parsed.problem, line: parsed.at.line + line, column: parsed.at.column };
  }
  return undefined;
}

/**
 * Marks of what another tool fills in: Go, jinja, ERB, ytt, `@NAME@`, `%NAME%`, `__NAME__`, `<name>`, `[[ name ]]`, and
 * a variable that stands for a whole line.
 */
const TEMPLATED =
  /\{\{|\{%|<%|\[\[|^[ \t]*#@|\(@|@\w+@|%\w+%|__\w+__|<[a-z][\w -]*>|^[ \t-]*\$[\w({][^:\n]*$/im;

function isTemplated(text: string): boolean {
  return TEMPLATED.test(text);
}
