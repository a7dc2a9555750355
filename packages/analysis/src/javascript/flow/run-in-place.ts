import { calleeName } from "../bindings/static-name.js";
import {
  isFunction,
  isInvocation,
  type FunctionNode,
  type Invocation,
  type Node,
} from "../source.js";
import { nodesBelow } from "./walk.js";

/** What takes a function now and runs it later, when its caller has gone on. */
const DEFERS =
  /^(?:on|once|addListener|prependListener|addEventListener|subscribe|setTimeout|setInterval|setImmediate|nextTick|queueMicrotask|schedule|scheduleJob|process|use|get|post|put|patch|delete|options|head|all|route|register|addHook|hook|finally|catch)$/;

/**
 * A node and everything below it that runs as part of it: callbacks of `map`, `then` and of
 * transactions are entered, functions that are declared, returned or registered for later are not.
 */
export function nodesRun(root: Node): readonly Node[] {
  return nodesBelow(root, (node) => !isFunction(node) || runsInPlace(node));
}

const invocations = new WeakMap<Node, readonly Invocation[]>();

/** The calls among the nodes that run as part of a node; many questions are asked of the same functions. */
export function invocationsRun(root: Node): readonly Invocation[] {
  const known = invocations.get(root);
  if (known) return known;
  const found = nodesRun(root).filter((node) => isInvocation(node));
  invocations.set(root, found);
  return found;
}

/** True for a function that is run by the expression it stands in. */
export function runsInPlace(node: FunctionNode): boolean {
  const { parent } = node;
  if (parent.type !== "CallExpression" && parent.type !== "NewExpression") return false;
  if (parent.callee === node) return true;
  const name = calleeName(parent.callee);
  return name === undefined || !DEFERS.test(name);
}
