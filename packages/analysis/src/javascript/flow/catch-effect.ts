import type { TSESTree } from "@typescript-eslint/types";
import type { FileFacts } from "../file-facts.js";
import { staticName } from "../bindings/static-name.js";
import { isFunction, type Node } from "../source.js";
import { childrenOf } from "../parse.js";
import { allNodes } from "./walk.js";

/**
 * What leaves an error handler. `kept`: the error or some signal of it reaches the caller, a log,
 * a counter or any other code. `replaced`: an empty value takes its place, which the caller can't
 * tell from success. `dropped`: nothing leaves.
 */
export type CatchEffect = "kept" | "replaced" | "dropped";

/** The effect of a handler's body on failures of `attempt`; `parameter` is the caught error where it is bound. */
export function catchEffect(
  facts: FileFacts,
  body: Node,
  parameter: Node | undefined,
  attempt: Node | undefined,
): CatchEffect {
  const names = parameter ? boundNames(facts, parameter) : new Set<unknown>();
  for (const node of allNodes(body)) {
    if (isSignal(node)) return "kept";
    if (node.type === "Identifier" && names.has(facts.bindings.variables.of(node))) return "kept";
  }
  const values = body.type === "BlockStatement" ? returnedValues(body) : [body];
  if (values.length === 0 || values.every(isVoid)) return "dropped";
  const tellsByBoolean = attempt !== undefined && returnedValues(attempt).some(isBoolean);
  return values.every((value) => isEmpty(value) && !(isBoolean(value) && tellsByBoolean)) ? "replaced" : "kept";
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

function returnedValues(block: Node): readonly Node[] {
  return [...allNodes(block)].flatMap((node) =>
    node.type === "ReturnStatement" && node.argument ? [node.argument] : [],
  );
}

/** Values that also stand for "there is none": `null`, `false`, `0`, `""`, `[]`, `{}`. */
function isEmpty(node: Node): boolean {
  if (isVoid(node)) return true;
  if (node.type === "Literal") return !node.value;
  if (node.type === "ArrayExpression") return node.elements.length === 0;
  return node.type === "ObjectExpression" && node.properties.length === 0;
}

function isBoolean(node: Node): boolean {
  return node.type === "Literal" && typeof node.value === "boolean";
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
