import type { TSESTree } from "@typescript-eslint/types";
import type { FileFacts } from "../file-facts.js";
import { staticName } from "../bindings/static-name.js";
import { isFunction, type Node } from "../source.js";
import { childrenOf } from "../parse.js";
import { allNodes } from "./walk.js";

/**
 * What leaves an error handler. `kept`: the error or some signal of it reaches the caller, a log,
 * a counter or any other code. `replaced`: a constant takes its place. `dropped`: nothing leaves.
 */
export type CatchEffect = "kept" | "replaced" | "dropped";

/** The effect of a handler's body; `parameter` is the caught error where it is bound. */
export function catchEffect(facts: FileFacts, body: Node, parameter: Node | undefined): CatchEffect {
  if (body.type !== "BlockStatement") return expressionEffect(facts, body, parameter);
  if (body.body.length === 0) return "dropped";
  const names = parameter ? boundNames(facts, parameter) : new Set<unknown>();
  for (const node of allNodes(body)) {
    if (node.type === "ThrowStatement" || isSignal(node)) return "kept";
    if (node.type === "Identifier" && names.has(facts.bindings.variables.of(node))) return "kept";
  }
  return [...allNodes(body)].some(isConstantReturn) ? "replaced" : "dropped";
}

function expressionEffect(facts: FileFacts, body: Node, parameter: Node | undefined): CatchEffect {
  const names = parameter ? boundNames(facts, parameter) : new Set<unknown>();
  for (const node of allNodes(body)) {
    if (isSignal(node) || node.type === "ThrowStatement") return "kept";
    if (node.type === "Identifier" && names.has(facts.bindings.variables.of(node))) return "kept";
  }
  return isVoid(body) ? "dropped" : "replaced";
}

/** Any call or assignment may carry the news: a log, a metric, a response, a flag that is read later. */
function isSignal(node: Node): boolean {
  return (
    node.type === "CallExpression" ||
    node.type === "NewExpression" ||
    node.type === "AssignmentExpression" ||
    node.type === "UpdateExpression" ||
    node.type === "YieldExpression" ||
    node.type === "JSXElement" ||
    node.type === "ContinueStatement" ||
    node.type === "BreakStatement"
  );
}

function isConstantReturn(node: Node): boolean {
  return node.type === "ReturnStatement" && node.argument !== null;
}

function isVoid(node: Node): boolean {
  return (
    (node.type === "Identifier" && node.name === "undefined") ||
    (node.type === "UnaryExpression" && node.operator === "void") ||
    (node.type === "ObjectExpression" && node.properties.length === 0)
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

const CLEAN_UP = /^(?:close|end|destroy|disconnect|release|quit|stop|abort|cancel|unlink|rm|rmdir|remove|terminate|kill|cleanup|dispose|unref|unlock|rollback|shutdown|free|clear|detach|unsubscribe)$/i;

/** True when what may fail is only tidying up, whose failure changes nothing for the caller. */
export function isCleanUp(node: Node): boolean {
  const calls = [...allNodes(node)].filter((child): child is TSESTree.CallExpression => child.type === "CallExpression");
  const names = calls.map(({ callee }) =>
    callee.type === "MemberExpression" ? staticName(callee) : callee.type === "Identifier" ? callee.name : undefined,
  );
  return names.length > 0 && names.some((name) => name !== undefined && CLEAN_UP.test(name));
}

/** The awaited or returned calls in a block that wait for the world, without those of nested functions. */
export function awaitedCalls(block: Node): readonly TSESTree.AwaitExpression[] {
  const found: TSESTree.AwaitExpression[] = [];
  const visit = (node: Node): void => {
    if (node.type === "AwaitExpression" && node.argument.type === "CallExpression") found.push(node);
    for (const child of childrenWithoutFunctions(node)) visit(child);
  };
  visit(block);
  return found;
}

function childrenWithoutFunctions(node: Node): readonly Node[] {
  return childrenOf(node).filter((child) => !isFunction(child));
}
