import { present, unknown, type Fact } from "@faultline/contract";
import { GLOBAL } from "../bindings/origin.js";
import type { Bindings } from "../bindings/resolve-origin.js";
import { staticName } from "../bindings/static-name.js";
import { isFunction, type Call, type Node } from "../source.js";

/** What the code around a call says about its duration; undefined when it says nothing. */
export function boundFromOutside(bindings: Bindings, call: Call): Fact | undefined {
  const holder = promiseHolder(call);
  if (holder.type === "ArrayExpression" && isPromiseMethod(bindings, holder.parent, "race")) {
    return present("raced against another promise");
  }
  if (holder.type === "CallExpression" && !isPromiseMethod(bindings, holder)) {
    return unknown("the promise is handed to another function, which may bound it");
  }
  const wrapper = directlyReturnedTo(holder);
  if (wrapper && !isTransparent(bindings, wrapper)) {
    return unknown("the function is handed to a wrapper, which may bound it");
  }
  return undefined;
}

/** The node that receives the call's promise, past `await`, casts and promise chains. */
function promiseHolder(call: Call): Node {
  let current: Node = call;
  for (;;) {
    const parent: Node | undefined = current.parent;
    if (!parent) return current;
    const isChain = parent.type === "MemberExpression" && parent.object === current;
    const isChained = parent.type === "CallExpression" && parent.callee === current;
    const isCast = parent.type === "TSAsExpression" || parent.type === "ChainExpression" || parent.type === "TSNonNullExpression";
    if (!isChain && !isChained && !isCast) return parent;
    current = parent;
  }
}

function isPromiseMethod(bindings: Bindings, node: Node | undefined, method?: string): boolean {
  if (node?.type !== "CallExpression") return false;
  const origin = bindings.origin(node.callee);
  if (origin?.module !== GLOBAL) return false;
  return method ? origin.path === `Promise.${method}` : origin.path.startsWith("Promise.");
}

/** The call that a function which does nothing but return `node` is handed to. */
function directlyReturnedTo(holder: Node): Node | undefined {
  const target = holder.type === "AwaitExpression" ? holder.parent : holder;
  const returned = target.type === "ReturnStatement" ? soleStatementOwner(target) : target;
  if (!returned || !isFunction(returned)) return undefined;
  return returned.parent.type === "CallExpression" || returned.parent.type === "NewExpression"
    ? returned.parent
    : undefined;
}

function soleStatementOwner(statement: Node): Node | undefined {
  const block = statement.parent;
  return block?.type === "BlockStatement" && block.body.length === 1 ? block.parent : undefined;
}

const ITERATION = new Set(["map", "forEach", "flatMap", "filter", "reduce", "then", "catch", "finally"]);
const HANDLER = /^(?:get|post|put|patch|delete|head|options|all|use|on|once|route|register|addHook)$/;

/** True for receivers that run a callback without limiting it: array methods, promise chains, routes. */
function isTransparent(bindings: Bindings, wrapper: Node): boolean {
  if (wrapper.type !== "CallExpression" || wrapper.callee.type !== "MemberExpression") {
    return wrapper.type === "CallExpression" && isTimer(bindings, wrapper.callee);
  }
  const name = staticName(wrapper.callee) ?? "";
  return ITERATION.has(name) || HANDLER.test(name);
}

function isTimer(bindings: Bindings, callee: Node): boolean {
  const origin = bindings.origin(callee);
  return origin?.module === GLOBAL && /^set(?:Timeout|Interval|Immediate)$/.test(origin.path);
}
