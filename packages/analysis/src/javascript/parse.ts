import { analyze, type ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { visitorKeys } from "@typescript-eslint/visitor-keys";
import { parseSync } from "oxc-parser";
import type { SyntaxProblem } from "../syntax-problem.js";
import { tooDeepAt } from "./nesting.js";
import type { JavaScriptSource, Node } from "./source.js";

export type Parsed =
  | {
      readonly ok: true;
      readonly source: JavaScriptSource;
      /** The file's comments as ESLint wants them; worked out when asked for. */
      readonly comments: () => readonly object[];
    }
  | { readonly ok: false; readonly problem: SyntaxProblem };

/**
 * Parses JavaScript or TypeScript with oxc, which needs no `typescript` in the project; the name's
 * ending decides the dialect. This is the only file that knows which parser is used.
 */
export function parseJavaScript(file: string, text: string, path?: string): Parsed {
  const positions = new Positions(text);
  const deep = tooDeepAt(text);
  if (deep !== undefined) return failure(TOO_DEEP, positions, deep);
  const lang = dialectOf(file);
  const result = parseSync(file, text, { lang, astType: "ts", range: true, preserveParens: false });
  const [error] = result.errors;
  if (error) return failure(error.message, positions, error.labels[0]?.start ?? 0);
  // Sound: oxc's `ts` tree follows the TSESTree specification; `loc` and `parent` are added below.
  const ast = result.program as unknown as TSESTree.Program;
  complete(ast, positions);
  const scopeManager = scopesOf(ast);
  if (!scopeManager) return failure(TOO_DEEP, positions, 0);
  return {
    ok: true,
    source: { file, text, ast, scopeManager, ...(path !== undefined && { path }) },
    comments: () => result.comments.map((comment) => located(comment, positions)),
  };
}

const TOO_DEEP = "The code nests too deeply to be read";

function failure(message: string, positions: Positions, offset: number): Parsed {
  const { line, column } = positions.at(offset);
  return { ok: false, problem: { message, line, column: column + 1 } };
}

/** The scopes of a program; undefined where it nests so deeply that the stack ends. */
function scopesOf(ast: TSESTree.Program): ScopeManager | undefined {
  try {
    return analyze(ast, { sourceType: ast.sourceType, lib: [] });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** An ESLint parser for TypeScript and JavaScript that works without `typescript`. */
export const javascriptParser = {
  meta: { name: "faultline-javascript", version: "1" },
  parseForESLint(text: string, options: { readonly filePath?: string }) {
    const parsed = parseJavaScript(options.filePath ?? "input.ts", text);
    if (!parsed.ok) throw new ParseError(parsed.problem);
    const { ast, scopeManager } = parsed.source;
    Object.assign(ast, { tokens: [], comments: parsed.comments() });
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

/** The nodes directly below a node, in source order of its keys. */
export function childrenOf(node: Node): readonly Node[] {
  const children: Node[] = [];
  for (const key of visitorKeys[node.type] ?? []) {
    // Sound: visitor keys name only properties that hold nodes, lists of nodes or nothing.
    const value = (node as unknown as Record<string, Node | (Node | null)[] | null | undefined>)[
      key
    ];
    if (Array.isArray(value)) children.push(...value.filter((child) => child !== null));
    else if (value) children.push(value);
  }
  return children;
}

function located(comment: { readonly start: number; readonly end: number }, positions: Positions) {
  const { start, end } = comment;
  return {
    ...comment,
    range: [start, end],
    loc: { start: positions.at(start), end: positions.at(end) },
  };
}

function dialectOf(file: string): "ts" | "tsx" | "js" | "jsx" | "dts" {
  if (/\.d\.[cm]?ts$/.test(file)) return "dts";
  if (/\.[cm]?ts$/.test(file)) return "ts";
  if (file.endsWith(".tsx")) return "tsx";
  return "jsx";
}

/** Adds `loc` and `parent`; keeps its own stack, since a long sum nests deeper than calls may. */
function complete(ast: TSESTree.Program, positions: Positions): void {
  const pending: [Node, Node | undefined][] = [[ast, undefined]];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [node, parent] = next;
    const [start, end] = node.range;
    Object.assign(node, { loc: { start: positions.at(start), end: positions.at(end) }, parent });
    for (const child of childrenOf(node)) pending.push([child, node]);
  }
}

/** Turns offsets into ESTree positions: lines from 1, columns from 0. */
class Positions {
  readonly #lineStarts: number[] = [0];

  constructor(text: string) {
    for (const match of text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) {
      this.#lineStarts.push(match.index + match[0].length);
    }
  }

  at(offset: number): TSESTree.Position {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#lineStarts[low] ?? 0) };
  }
}
