import { present, unknown, type Fact } from "@faultline/contract";
import { GLOBAL } from "../bindings/origin.js";
import { methodName, staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import type { Call, FunctionNode, Node } from "../source.js";
import { enclosingFunction } from "./enclosing.js";
import { boundByWrapper, statedBound } from "./wrapper.js";

/** How many callers are asked in turn; a limit further out is rare. */
const MAX_CALLERS = 2;

/** What is said of a promise that is raced. */
export const RACED = "raced against another promise";

/** What the code around a call says about its duration; undefined when it says nothing. */
export function boundFromOutside(facts: FileFacts, call: Call): Fact | undefined {
  return around(facts, call, 0);
}

function around(facts: FileFacts, call: Node, callers: number): Fact | undefined {
  return (
    boundAsPromise(facts, call) ??
    boundInVariable(facts, call) ??
    boundAsCallback(facts, call) ??
    boundByCallers(facts, call, callers)
  );
}

/** `Promise.race([call, timer])`, and promises handed to other functions, which may bound them. */
function boundAsPromise(facts: FileFacts, promise: Node): Fact | undefined {
  const holder = promiseHolder(promise);
  if (holder.type === "ArrayExpression") {
    const method = promiseMethod(facts, holder.parent);
    if (method === "race") return present(RACED);
    return method === undefined ? undefined : boundAsPromise(facts, holder.parent);
  }
  if (holder.type !== "CallExpression") return undefined;
  if (promiseMethod(facts, holder) !== undefined) return boundAsPromise(facts, holder);
  const stated = statedBound(facts, holder);
  if (stated !== undefined) return stated || boundAsPromise(facts, holder);
  return unknown("the promise is handed to another function, which may bound it");
}

function boundInVariable(facts: FileFacts, promise: Node): Fact | undefined {
  const holder = promiseHolder(promise);
  if (holder.type !== "VariableDeclarator") return undefined;
  for (const { identifier } of facts.bindings.variables.of(holder.id)?.references ?? []) {
    const fact = identifier === holder.id ? undefined : boundAsPromise(facts, identifier);
    if (fact) return fact;
  }
  return undefined;
}

/** The functions around a call, innermost first, each as what it is handed to. */
function boundAsCallback(facts: FileFacts, call: Node): Fact | undefined {
  for (let scope = enclosingFunction(call); scope; scope = enclosingFunction(scope)) {
    const { parent } = scope;
    const isHandedOver = parent.type === "CallExpression" || parent.type === "NewExpression";
    if (!isHandedOver) return undefined;
    const fact = boundByWrapper(facts, parent) ?? boundAsResult(facts, parent);
    if (fact) return fact;
  }
  return undefined;
}

/** Methods whose result stands for what their callback does. */
const GIVES_ON = /^(?:map|flatMap|then|catch|finally)$/;

/** `pTimeout(limit(() => fetch(url)), …)`: what a call without a limit gives may be bounded in its turn. */
function boundAsResult(facts: FileFacts, taker: Call): Fact | undefined {
  return GIVES_ON.test(methodName(taker.callee) ?? "") || statedBound(facts, taker) === false
    ? (boundAsPromise(facts, taker) ?? boundInVariable(facts, taker))
    : undefined;
}

/** A function of the file that every caller bounds. */
function boundByCallers(facts: FileFacts, call: Node, callers: number): Fact | undefined {
  const scope = enclosingFunction(call);
  const name = scope && nameOf(scope);
  if (!name || callers >= MAX_CALLERS) return undefined;
  const uses = (facts.bindings.variables.of(name)?.references ?? []).filter(
    ({ identifier }) => identifier !== name,
  );
  const found = uses.map(({ identifier }) => boundAtUse(facts, identifier, callers + 1));
  return found.every((fact) => fact !== undefined) ? found[0] : undefined;
}

function boundAtUse(facts: FileFacts, use: Node, callers: number): Fact | undefined {
  const { parent } = use;
  if (parent?.type !== "CallExpression" && parent?.type !== "NewExpression") return undefined;
  return parent.callee === use ? around(facts, parent, callers) : boundByWrapper(facts, parent);
}

/** The name of a function that other files can't call. */
function nameOf(scope: FunctionNode): Node | undefined {
  const { parent } = scope;
  const isConstant = parent.type === "VariableDeclarator";
  const exporter = isConstant ? parent.parent.parent : parent;
  if (exporter.type.startsWith("Export")) return undefined;
  return (isConstant ? parent.id : scope.id) ?? undefined;
}

/** The node that receives a promise, past casts and promise chains. */
function promiseHolder(promise: Node): Node {
  let current = promise;
  for (;;) {
    const parent: Node | undefined = current.parent;
    if (!parent) return current;
    const isChain = parent.type === "MemberExpression" && parent.object === current;
    const isChained =
      parent.type === "CallExpression" && parent.callee === current && isThenable(current);
    const isCast =
      parent.type === "TSAsExpression" ||
      parent.type === "ChainExpression" ||
      parent.type === "TSNonNullExpression";
    if (!isChain && !isChained && !isCast) return parent;
    current = parent;
  }
}

function isThenable(callee: Node): boolean {
  return callee.type === "MemberExpression" && staticName(callee) !== undefined;
}

/** The method of `Promise` that a call is. */
function promiseMethod(facts: FileFacts, node: Node | undefined): string | undefined {
  if (node?.type !== "CallExpression") return undefined;
  const origin = facts.bindings.origin(node.callee);
  return origin?.module === GLOBAL && origin.path.startsWith("Promise.")
    ? origin.path.slice(8)
    : undefined;
}
