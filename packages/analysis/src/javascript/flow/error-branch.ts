import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { methodName, staticName, unwrap } from "../bindings/static-name.js";
import { soleValue } from "../bindings/variables.js";
import type { FileFacts } from "../file-facts.js";
import { isFunction, type FunctionNode, type Node } from "../source.js";
import { allNodes, isWithin } from "./walk.js";

/** Code that runs only when something failed. */
export interface ErrorBranch {
  readonly body: Node;
  /** The pattern that takes the error. */
  readonly error: Node | undefined;
  /** What it is in words: `catch clause`. */
  readonly name: string;
  /** True where it is the request that is at fault. */
  readonly isRefusal?: boolean;
}

/** The innermost error branch around a node, inside of a function or the function itself. */
export function errorBranchAround(
  facts: FileFacts,
  node: Node,
  handler: FunctionNode | undefined,
): ErrorBranch | undefined {
  for (let current = node; current.parent; current = current.parent) {
    const { parent }: { readonly parent: Node } = current;
    if (current.type === "CatchClause")
      return { body: current.body, error: current.param ?? undefined, name: "catch clause" };
    if (isFunction(current)) {
      const branch = failureCallback(current) ?? errorMiddleware(current);
      if (branch) return branch;
      if (current === handler || (handler === undefined && !isCallback(current))) return undefined;
    }
    if (parent.type === "IfStatement" && current === parent.consequent) {
      const branch = guardedFailure(facts, parent);
      if (branch) return branch;
    }
  }
  return undefined;
}

/** The branch of an `if` or `switch` around a node, whatever it is for. */
export function branchAround(
  node: Node,
  handler: FunctionNode | undefined,
): ErrorBranch | undefined {
  for (let current = node; current.parent && current !== handler; current = current.parent) {
    const { parent }: { readonly parent: Node } = current;
    const isBranch =
      current.type === "SwitchCase" || (parent.type === "IfStatement" && current !== parent.test);
    if (isBranch)
      return { body: current, error: undefined, name: "branch for an error", isRefusal: true };
    if (isFunction(parent)) return undefined;
  }
  return undefined;
}

function isCallback({ parent }: FunctionNode): boolean {
  return parent.type === "CallExpression" || parent.type === "NewExpression";
}

/** `.catch(callback)` and the second argument of `.then()`. */
function failureCallback(node: FunctionNode): ErrorBranch | undefined {
  const { parent } = node;
  if (parent.type !== "CallExpression") return undefined;
  const name = methodName(parent.callee);
  const index = name === "catch" ? 0 : name === "then" ? 1 : -1;
  if (index < 0 || parent.arguments[index] !== node) return undefined;
  return { body: node.body, error: node.params[0], name: `callback of \`.${name ?? "catch"}()\`` };
}

/** Express tells what handles errors by its four parameters; Hono has a method for it. */
function errorMiddleware(node: FunctionNode): ErrorBranch | undefined {
  const { parent, params } = node;
  const name = parent.type === "CallExpression" ? methodName(parent.callee) : undefined;
  const isExpress = params.length === 4 && name === "use";
  const isHono = params.length === 2 && name === "onError";
  return isExpress || isHono
    ? { body: node.body, error: params[0], name: "error handler" }
    : undefined;
}

/** `if (error) …` in a callback whose first parameter is the error, and `if (!parsed.success) …`. */
function guardedFailure(
  facts: FileFacts,
  { test, consequent }: TSESTree.IfStatement,
): ErrorBranch | undefined {
  const tested = unwrap(test);
  const rejected = refusedInput(facts, tested);
  if (rejected)
    return {
      body: consequent,
      error: rejected,
      name: "branch for input that is refused",
      isRefusal: true,
    };
  const subject =
    tested.type === "BinaryExpression" && /^!==?$/.test(tested.operator)
      ? unwrap(tested.left)
      : tested;
  const variable = facts.bindings.variables.of(subject);
  const error = variable && errorOfCallback(variable);
  return error
    ? { body: consequent, error, name: `branch for \`${shortName(error)}\`` }
    : undefined;
}

function shortName(error: Node): string {
  return error.type === "Identifier" ? error.name : "error";
}

/** Names of the first parameter of Node's callbacks; a callback is told from others by nothing else. */
const ERROR = /^(?:e|er|err|error)\d?$/i;

/** The first of at least two parameters of a callback that is handed to a call last. */
function errorOfCallback(variable: Variable): Node | undefined {
  const definition = variable.defs[0];
  const callback = definition?.node;
  if (!definition || !callback || !isFunction(callback) || !isCallback(callback)) return undefined;
  const [first] = callback.params;
  const { parent } = callback;
  if (first !== definition.name || first.type !== "Identifier" || !ERROR.test(first.name))
    return undefined;
  const isLast =
    (parent.type === "CallExpression" || parent.type === "NewExpression") &&
    parent.arguments.at(-1) === callback;
  return isLast ? first : undefined;
}

/** `!parsed.success`, where a schema's `safeParse` gave `parsed`. */
function refusedInput(facts: FileFacts, test: Node): Node | undefined {
  if (test.type !== "UnaryExpression" || test.operator !== "!") return undefined;
  const member = unwrap(test.argument);
  if (member.type !== "MemberExpression" || staticName(member) !== "success") return undefined;
  const object = unwrap(member.object);
  const variable = facts.bindings.variables.of(object);
  const value = variable && soleValue(variable);
  const call = value && unwrap(value);
  if (call?.type !== "CallExpression") return undefined;
  return /^safeParse(?:Async)?$/.test(methodName(call.callee) ?? "") ? object : undefined;
}

/** Tells the identifiers that stand for the error of a branch, or for something taken from it there. */
export function errorsOf(facts: FileFacts, { body, error }: ErrorBranch): (node: Node) => boolean {
  const { variables } = facts.bindings;
  const errors = new Set<Variable | undefined>();
  for (const node of error ? allNodes(error) : [])
    if (node.type === "Identifier") errors.add(variables.of(node));
  errors.delete(undefined);
  const isError = (node: Node): boolean =>
    node.type === "Identifier" && errors.has(variables.of(node));
  for (const node of allNodes(body)) {
    if (node.type !== "VariableDeclarator" || !node.init) continue;
    if (allNodes(node.init).some(isError) && isWithin(node, body))
      for (const name of allNodes(node.id))
        if (name.type === "Identifier") errors.add(variables.of(name));
  }
  errors.delete(undefined);
  return isError;
}
