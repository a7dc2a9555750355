import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { visitorKeys } from "@typescript-eslint/visitor-keys";
import { allNodes } from "./flow/walk.js";
import { parseJavaScript } from "./parse.js";
import { Positions } from "./positions.js";
import type { SyntaxProblem } from "../syntax-problem.js";

/** What ESLint asks of a parser; its own types have no TypeScript nodes. */
export interface JavaScriptParser {
  readonly meta: { readonly name: string; readonly version: string };
  parseForESLint(
    text: string,
    options: { readonly filePath?: string },
  ): {
    readonly ast: TSESTree.Program;
    readonly scopeManager: ScopeManager;
    readonly visitorKeys: Readonly<Record<string, readonly string[] | undefined>>;
    readonly services: object;
  };
}

/** An ESLint parser for TypeScript and JavaScript that works without `typescript`. */
export const javascriptParser: JavaScriptParser = {
  meta: { name: "faultline-javascript", version: "1" },
  parseForESLint(text: string, options: { readonly filePath?: string }) {
    const parsed = parseJavaScript(options.filePath ?? "input.ts", text);
    if (!parsed.ok) throw new ParseError(parsed.problem);
    const { ast, scopeManager } = parsed.source;
    const positions = new Positions(text);
    for (const node of allNodes(ast))
      Object.assign(node, { loc: locationOf(node.range, positions) });
    const comments = parsed.comments.map((comment) => located(comment, positions));
    Object.assign(ast, { tokens: [], comments });
    return { ast, scopeManager, visitorKeys, services: {} };
  },
};

/** What ESLint expects a parser to throw: it turns `lineNumber` and `column` into a message. */
class ParseError extends SyntaxError {
  readonly lineNumber: number;
  readonly column: number;

  constructor(problem: SyntaxProblem) {
    super(problem.message);
    this.lineNumber = problem.line;
    this.column = problem.column;
  }
}

function located(comment: { readonly start: number; readonly end: number }, positions: Positions) {
  const range = [comment.start, comment.end] as const;
  return { ...comment, range, loc: locationOf(range, positions) };
}

function locationOf([start, end]: readonly [number, number], positions: Positions) {
  return { start: positions.at(start), end: positions.at(end) };
}
