import type { TSESTree } from "@typescript-eslint/types";
import type { FileFacts } from "../file-facts.js";
import { staticName, unwrap } from "../bindings/static-name.js";
import type { Node } from "../source.js";
import { allNodes, nodesInFunction } from "./walk.js";

/**
 * What leaves an error handler. `kept`: the error or some signal of it reaches the caller, a log,
 * a counter or any other code. `replaced`: an empty value takes its place, which the caller can't
 * tell from success. `dropped`: nothing leaves.
 */
export type CatchEffect = "kept" | "replaced" | "dropped";

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
  const names = parameter ? boundNames(facts, parameter) : new Set<unknown>();
  for (const node of allNodes(body)) {
    if (isSignal(node)) return "kept";
    if (node.type === "Identifier" && names.has(facts.bindings.variables.of(node))) return "kept";
  }
  const values = body.type === "BlockStatement" ? returnedValues(body) : [body];
  if (values.length === 0 || values.every(isVoid)) return "dropped";
  const tellsByBoolean = successes.some(isTruthValue);
  return values.every((value) => isEmpty(value) && !(isBoolean(value) && tellsByBoolean))
    ? "replaced"
    : "kept";
}

/** Any call or assignment may carry the news: a log, a metric, a response, a flag that is read later. */
function isSignal(node: Node): boolean {
  switch (node.type) {
    case "ThrowStatement":
    case "CallExpression":
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

/** The values that a function's body returns, without those of nested functions. */
export function returnedValues(block: Node): readonly Node[] {
  return [...nodesInFunction(block)].flatMap((node) =>
    node.type === "ReturnStatement" && node.argument ? [node.argument] : [],
  );
}

/** Values that also stand for "there is none": `null`, `false`, `0`, `""`, `[]`, `{}`. */
function isEmpty(value: Node): boolean {
  const node = unwrap(value);
  if (isVoid(node)) return true;
  if (node.type === "Literal") return !node.value;
  if (node.type === "ArrayExpression") return node.elements.length === 0;
  return node.type === "ObjectExpression" && node.properties.length === 0;
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
  return [...nodesInFunction(block)].filter(
    (node): node is TSESTree.AwaitExpression =>
      node.type === "AwaitExpression" && node.argument.type === "CallExpression",
  );
}
