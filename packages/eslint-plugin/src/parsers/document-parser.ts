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
): Linter.Parser {
  return {
    meta: { name: `faultline-${name}`, version: "1" },
    parseForESLint(text: string) {
      const { body, tokens, comments, visitorKeys, problem } = syntaxOf(text);
      if (problem) throw parseError(problem);
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

/** In the form that ESLint places at a line. */
function parseError({ message, line, column }: SyntaxProblem): Error {
  return Object.assign(new SyntaxError(message), { lineNumber: line, column });
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
