import { javascriptParser, type DocumentSyntax, type SyntaxProblem } from "@faultline/analysis";
import type { Linter } from "eslint";
import { inertServices } from "./inert-services.js";

/**
 * Reads another language under ESLint's JavaScript language, so that un-scoped rules of any plugin survive
 * it: a custom language makes hundreds of them stop the run.
 */
export function documentParser(
  name: string,
  rootType: string,
  syntaxOf: (text: string) => DocumentSyntax,
  services: Readonly<Record<string, unknown>> = {},
  problemOf: (file: string, text: string) => SyntaxProblem | undefined = () => undefined,
): Linter.Parser {
  return {
    meta: { name: `faultline-${name}`, version: "1" },
    parseForESLint(text: string, options?: { readonly filePath?: string }) {
      const problem = problemOf(toPosix(options?.filePath ?? ""), text);
      if (problem) throw new ParseError(problem);
      const { body, tokens, comments, visitorKeys } = syntaxOf(text);
      return {
        ast: {
          // Not `Program`: rules about JavaScript that look at whole files stay quiet.
          type: rootType,
          sourceType: "module",
          body,
          tokens,
          comments,
          range: [0, text.length],
          loc: { start: { line: 1, column: 0 }, end: endOf(text) },
        },
        visitorKeys: { ...mutable(visitorKeys), [rootType]: ["body"] },
        scopeManager: emptyScopeManager(),
        services: { ...inertServices(), ...services },
      };
    },
  };
}

/** What ESLint turns into a message at that place. */
class ParseError extends SyntaxError {
  readonly lineNumber: number;
  readonly column: number;

  constructor({ message, line, column }: SyntaxProblem) {
    super(message);
    this.lineNumber = line;
    this.column = column;
  }
}

function toPosix(path: string): string {
  return path.replaceAll("\\", "/");
}

function mutable(keys: DocumentSyntax["visitorKeys"]): Record<string, string[]> {
  return Object.fromEntries(Object.entries(keys).map(([type, names]) => [type, [...names]]));
}

function endOf(text: string): { line: number; column: number } {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/);
  return { line: lines.length, column: lines.at(-1)?.length ?? 0 };
}

/** A new one each time: ESLint adds its configured globals to it. */
function emptyScopeManager(): object {
  return javascriptParser.parseForESLint("", {}).scopeManager;
}
