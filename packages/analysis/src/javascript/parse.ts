import { analyze, ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { visitorKeys } from "@typescript-eslint/visitor-keys";
import { parseSync, type Comment, type ParseResult } from "oxc-parser";
import type { SyntaxProblem } from "../syntax-problem.js";
import { tooDeepAt } from "./nesting.js";
import { Positions } from "./positions.js";
import type { JavaScriptSource, Node } from "./source.js";

export type Parsed =
  | {
      readonly ok: true;
      readonly source: JavaScriptSource;
      readonly comments: readonly Comment[];
    }
  | { readonly ok: false; readonly problem: SyntaxProblem };

/**
 * Parses JavaScript or TypeScript with oxc, which needs no `typescript` in the project; the name's
 * ending decides the dialect. This is the only file that knows which parser is used.
 */
export function parseJavaScript(file: string, text: string, path?: string): Parsed {
  const read = readJavaScript(file, text);
  if (!read.ok) return read;
  const { ast, comments } = read;
  const scopeManager = scopesOf(ast);
  if (!scopeManager) return failure(TOO_DEEP, text, 0);
  return {
    ok: true,
    source: { file, text, ast, scopeManager, ...(path !== undefined && { path }) },
    comments,
  };
}

/** The same for a file that another one leads to: what its names refer to is worked out when it is asked. */
export function parseFollowed(path: string, text: string): JavaScriptSource | undefined {
  const read = readJavaScript(path, text);
  if (!read.ok) return undefined;
  const { ast } = read;
  let scopes: ScopeManager | undefined;
  return {
    file: path,
    path,
    text,
    ast,
    get scopeManager() {
      scopes ??= scopesOf(ast) ?? new ScopeManager({});
      return scopes;
    },
  };
}

type Read =
  | {
      readonly ok: true;
      readonly ast: TSESTree.Program;
      readonly comments: readonly Comment[];
    }
  | { readonly ok: false; readonly problem: SyntaxProblem };

function readJavaScript(file: string, text: string): Read {
  const deep = tooDeepAt(text);
  if (deep !== undefined) return failure(TOO_DEEP, text, deep);
  const result = parseAs(dialectOf(file), file, text);
  const [error] = result.errors;
  if (error) return failure(error.message, text, error.labels[0]?.start ?? 0);
  // Sound: oxc's `ts` tree follows the TSESTree specification; `parent` is added below, `loc` only for linters.
  const ast = result.program as unknown as TSESTree.Program;
  addParents(ast);
  return { ok: true, ast, comments: result.comments };
}

type Dialect = "ts" | "tsx" | "jsx" | "dts";

/** JavaScript that does not parse may be annotated for Flow, whose plain annotations are TypeScript's too. */
function parseAs(lang: Dialect, file: string, text: string): ParseResult {
  const result = parseSync(file, text, { lang, astType: "ts", range: true, preserveParens: false });
  if (lang !== "jsx" || result.errors.length === 0) return result;
  const typed = parseAs("tsx", file, text);
  return typed.errors.length === 0 ? typed : result;
}

const TOO_DEEP = "The code nests too deeply to be read";

function failure(message: string, text: string, offset: number): Extract<Read, { ok: false }> {
  const { line, column } = new Positions(text).at(offset);
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

/** The nodes directly below a node, in source order of its keys. */
export function childrenOf(node: Node): readonly Node[] {
  const children: Node[] = [];
  addChildren(node, children);
  return children;
}

const NO_KEYS: readonly string[] = [];

/* eslint-disable @typescript-eslint/prefer-for-of -- An iterator for each list of each node is a tenth of all garbage. */

/** Adds them to a list that is there already, since there are many nodes. */
export function addChildren(node: Node, children: Node[]): void {
  const keys = visitorKeys[node.type] ?? NO_KEYS;
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at] ?? "";
    // Sound: visitor keys name only properties that hold nodes, lists of nodes or nothing.
    const value = (node as unknown as Record<string, Node | (Node | null)[] | null | undefined>)[
      key
    ];
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index += 1) {
        const child = value[index];
        if (child) children.push(child);
      }
    } else if (value) children.push(value);
  }
}

/* eslint-enable @typescript-eslint/prefer-for-of */

function dialectOf(file: string): Dialect {
  if (/\.d\.[cm]?ts$/.test(file)) return "dts";
  if (/\.[cm]?ts$/.test(file)) return "ts";
  if (file.endsWith(".tsx")) return "tsx";
  return "jsx";
}

/** Adds `parent`; keeps its own stack, since a long sum nests deeper than calls may. */
function addParents(ast: TSESTree.Program): void {
  const pending: Node[] = [ast];
  for (let node = pending.pop(); node; node = pending.pop()) {
    const first = pending.length;
    addChildren(node, pending);
    for (let index = first; index < pending.length; index += 1) {
      // Sound: what is below a node has it as its parent, whatever their types.
      (pending[index] as { parent?: Node }).parent = node;
    }
  }
}
