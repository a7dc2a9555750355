import type { TSESTree } from "@typescript-eslint/types";
import type { FileFacts } from "../file-facts.js";
import { staticName, unwrap } from "../bindings/static-name.js";
import { isFunction, type Node } from "../source.js";
import { isLogCall } from "./log-call.js";
import { allNodes, nodesDownTo, nodesInFunction } from "./walk.js";

/**
 * What leaves an error handler. `kept`: the error or some signal of it reaches the caller, a counter
 * or any other code. `returned`: the error itself is the answer. `replaced`: an empty value takes its
 * place, which the caller can't tell from success. `substituted`: another value does. `dropped`:
 * nothing leaves.
 */
export interface CatchEffect {
  readonly outcome: "kept" | "returned" | "replaced" | "substituted" | "dropped";
  /** True where a log line tells of it. */
  readonly isLogged: boolean;
}

/** The code that runs when something failed. */
export interface Handler {
  readonly body: Node;
  /** The caught error, where it is bound. */
  readonly parameter?: Node | undefined;
  /** What the caller gets where nothing fails. */
  readonly successes?: readonly Node[];
}

export function catchEffect(facts: FileFacts, handler: Handler): CatchEffect {
  const { body, parameter, successes = [] } = handler;
  const errors = parameter ? boundNames(facts, parameter) : new Set<unknown>();
  const isError = (node: Node): boolean =>
    node.type === "Identifier" && errors.has(facts.bindings.variables.of(node));
  const values = body.type === "BlockStatement" ? returnedValues(body) : [body];
  const isWholeAnswer = (node: Node): boolean =>
    parameter?.type === "Identifier" && values.includes(node);
  let isLogged = false;
  const isLog = (node: Node): boolean => isLogCall(facts, node);
  for (const node of nodesDownTo(body, isLog)) {
    if (isLog(node)) isLogged = true;
    else if (isSignal(facts, node) || (isError(node) && !isWholeAnswer(node)))
      return { outcome: "kept", isLogged };
  }
  const given = values.filter((value) => !isLog(unwrap(value)));
  return { outcome: outcomeOf(given, successes, isError), isLogged };
}

function outcomeOf(
  values: readonly Node[],
  successes: readonly Node[],
  isError: (node: Node) => boolean,
): CatchEffect["outcome"] {
  if (values.every(isVoid)) return "dropped";
  if (values.every(isError)) return "returned";
  if (values.some(isError)) return "kept";
  const tellsByBoolean = successes.some(isTruthValue);
  if (values.every((value) => isEmpty(value) && !(isBoolean(value) && tellsByBoolean)))
    return "replaced";
  return values.every(isSubstitute) ? "substituted" : "kept";
}

/** Any call or assignment may carry the news: a log, a metric, a response, a flag that is read later. */
function isSignal(facts: FileFacts, node: Node): boolean {
  switch (node.type) {
    case "CallExpression":
      return !onlyRuns(facts, node);
    case "ThrowStatement":
    case "NewExpression":
    case "AssignmentExpression":
    case "UpdateExpression":
    case "YieldExpression":
    case "JSXElement":
    case "ContinueStatement":
    case "BreakStatement":
      return true;
    default:
      return false;
  }
}

/** True for a library's call that runs a function which is written there, and is looked through: `withScope(() => …)`. */
function onlyRuns(facts: FileFacts, call: TSESTree.CallExpression): boolean {
  return (
    call.arguments.some(isFunction) && facts.project.calls.wrappingOf(facts, call) !== undefined
  );
}

/** The values that a function's body returns, without those of nested functions. */
export function returnedValues(block: Node): readonly Node[] {
  return nodesInFunction(block).flatMap((node) =>
    node.type === "ReturnStatement" && node.argument ? [node.argument] : [],
  );
}

/** Values that also stand for "there is none": `null`, `false`, `0`, `""`, `[]`, `{}`. */
function isEmpty(value: Node): boolean {
  const node = unwrap(value);
  if (isVoid(node)) return true;
  if (node.type === "Literal") return !node.value;
  // fp-ts, effect: the option that holds nothing.
  if (node.type === "MemberExpression") return staticName(node) === "none";
  if (node.type === "ArrayExpression") return node.elements.length === 0;
  return node.type === "ObjectExpression" && node.properties.length === 0;
}

/** A value that is at hand without asking anyone: a constant, a number, what is remembered. */
function isSubstitute(value: Node): boolean {
  const node = unwrap(value);
  if (node.type === "Literal") return typeof node.value === "number";
  return node.type === "Identifier" || node.type === "MemberExpression";
}

function isBoolean(node: Node): boolean {
  return node.type === "Literal" && typeof node.value === "boolean";
}

/** An expression that is an answer of yes or no: `true`, `response.ok`, `a === b`, `!found`. */
function isTruthValue(node: Node): boolean {
  if (isBoolean(node)) return true;
  if (node.type === "MemberExpression") return staticName(node) === "ok";
  if (node.type === "UnaryExpression") return node.operator === "!";
  return node.type === "BinaryExpression" && /^(?:[!=]==?|[<>]=?)$/.test(node.operator);
}

function isVoid(node: Node): boolean {
  return (
    (node.type === "Identifier" && node.name === "undefined") ||
    (node.type === "UnaryExpression" && node.operator === "void")
  );
}

function boundNames(facts: FileFacts, parameter: Node): Set<unknown> {
  const names = new Set<unknown>();
  for (const node of allNodes(parameter)) {
    if (node.type === "Identifier") names.add(facts.bindings.variables.of(node));
  }
  names.delete(undefined);
  return names;
}

/** The calls awaited in a block, without those of nested functions. */
export function awaitedCalls(block: Node): readonly TSESTree.AwaitExpression[] {
  return nodesInFunction(block).filter(
    (node): node is TSESTree.AwaitExpression =>
      node.type === "AwaitExpression" && node.argument.type === "CallExpression",
  );
}
