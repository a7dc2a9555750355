import type { TSESTree } from "@typescript-eslint/types";
import { walkedList } from "../bindings/list-item.js";
import { staticName } from "../bindings/static-name.js";
import { isFunction, type FunctionNode, type Node } from "../source.js";

/** Code that runs once for each item of a collection. */
export interface Iteration {
  /** What is walked over; undefined for a loop that no collection drives. */
  readonly collection: Node | undefined;
  /** What stands for the item, or its index, inside: an identifier or a pattern. */
  readonly item: Node | undefined;
  /** The code that is repeated. */
  readonly body: Node;
  /** The loop statement, or the call that takes the callback. */
  readonly node: Node;
  /** `cursor` is `for await`; `step` a loop that takes several items at a time. */
  readonly form: "loop" | "step" | "cursor" | "callback";
}

/** The iterations around a node, innermost first, up to a function that is not a callback of one. */
export function* iterationsAround(node: Node): Generator<Iteration> {
  let inner = node;
  for (let current = node.parent; current; inner = current, current = current.parent) {
    if (isFunction(current)) {
      const iteration = iterationOfCallback(current);
      if (!iteration) return;
      yield iteration;
      continue;
    }
    const iteration = iterationOf(current);
    if (iteration && inner !== iteration.collection && inner === iteration.body) yield iteration;
  }
}

/** The iteration that a loop statement is; undefined for any other node. */
export function iterationOf(node: Node): Iteration | undefined {
  switch (node.type) {
    case "ForOfStatement":
    case "ForInStatement":
      return {
        collection: node.right,
        item: declared(node.left),
        body: node.body,
        node,
        form: node.type === "ForOfStatement" && node.await ? "cursor" : "loop",
      };
    case "ForStatement":
      return countedLoop(node);
    case "WhileStatement":
    case "DoWhileStatement":
      return { collection: undefined, item: undefined, body: node.body, node, form: "loop" };
    default:
      return undefined;
  }
}

/** The iteration whose callback a function is: `items.map((item) => …)`. */
export function iterationOfCallback(callback: FunctionNode): Iteration | undefined {
  const call = callback.parent;
  if (call.type !== "CallExpression" || call.arguments[0] !== callback) return undefined;
  return iterationOfCall(call, callback);
}

/** The iteration that a call such as `items.map(load)` starts. */
export function iterationOfCall(
  call: TSESTree.CallExpression,
  callback: FunctionNode | undefined,
): Iteration | undefined {
  const walked = walkedList(call.callee);
  return (
    walked && {
      collection: walked.list,
      item: callback?.params[walked.parameter],
      body: callback?.body ?? call,
      node: call,
      form: "callback",
    }
  );
}

/** `for (let i = 0; i < items.length; i++)`; one that goes on by more than one takes several at a time. */
function countedLoop(loop: TSESTree.ForStatement): Iteration {
  const { test, update, init } = loop;
  const counter =
    init?.type === "VariableDeclaration" ? declared(init) : update ? countedBy(update) : undefined;
  const isStep = update?.type === "AssignmentExpression" && !isOne(update.right);
  return {
    collection: test?.type === "BinaryExpression" ? measured(test) : undefined,
    item: counter,
    body: loop.body,
    node: loop,
    form: isStep ? "step" : "loop",
  };
}

/** `items` of `i < items.length`. */
function measured({ left, right }: TSESTree.BinaryExpression): Node | undefined {
  for (const side of [right, left]) {
    if (side.type === "MemberExpression" && staticName(side) === "length") return side.object;
  }
  return undefined;
}

function countedBy(update: Node): Node | undefined {
  if (update.type === "UpdateExpression") return update.argument;
  return update.type === "AssignmentExpression" ? update.left : undefined;
}

function isOne(node: Node): boolean {
  return node.type === "Literal" && node.value === 1;
}

function declared(left: Node): Node | undefined {
  return left.type === "VariableDeclaration" ? left.declarations[0].id : left;
}
