import { methodName, staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { importedPlaces } from "../modules/importers.js";
import { isFunction, type Call, type FunctionNode, type Node } from "../source.js";
import { runsInPlace } from "./run-in-place.js";
import { usesFrom, usesOfFunction } from "./value-uses.js";
import { allNodes, isWithin } from "./walk.js";

/**
 * What becomes of a failure. `leaves`: it fails whoever waits. `answered`: something else stands in
 * for what failed, or may. `dropped`: nobody waits for it.
 */
export type FailurePath = "leaves" | "answered" | "dropped";

/** How many functions of the project a failure is followed out of. */
const MAX_CALLERS = 3;

/** What becomes of the failure of a call, in its function and in those that call it. */
export function failureOfRequest(facts: FileFacts, call: Node, callers = 0): FailurePath {
  const { path, scope } = failureWithin(call);
  if (path !== "leaves" || !scope || callers >= MAX_CALLERS) return path;
  const further = callsOf(facts, scope).map((caller) =>
    failureOfRequest(caller.facts, caller.call, callers + 1),
  );
  return further.find((one) => one !== "leaves") ?? "leaves";
}

interface Within {
  readonly path: FailurePath;
  /** The function that the failure leaves; undefined where a handler has ended its way. */
  readonly scope: FunctionNode | undefined;
}

/** What becomes of the failure of a call in the function around it, callbacks run in place included. */
export function failureWithin(call: Node): Within {
  let isAwaited = false;
  for (let current = call; current.parent;) {
    const { parent }: { readonly parent: Node } = current;
    if (isFunction(parent)) {
      if (!runsInPlace(parent)) return { path: "leaves", scope: parent };
      isAwaited = false;
      current = parent.parent;
      continue;
    }
    if (isAnswered(current, parent)) return { path: "answered", scope: undefined };
    if (parent.type === "AwaitExpression") isAwaited = true;
    if (parent.type === "ExpressionStatement" && !isAwaited)
      return { path: "dropped", scope: undefined };
    if (parent.type === "UnaryExpression" && parent.operator === "void")
      return { path: "dropped", scope: undefined };
    if (parent.type === "TryStatement" && current === parent.block && parent.handler)
      return {
        path: passesOn(parent.handler.body) ? "leaves" : "answered",
        scope: undefined,
      };
    current = parent;
  }
  return { path: "leaves", scope: undefined };
}

/** `promise.catch(…)`, `promise.then(…, …)`, and what takes a list of outcomes: `Promise.allSettled`. */
function isAnswered(current: Node, parent: Node): boolean {
  if (parent.type === "MemberExpression" && parent.object === current) {
    const chained = parent.parent;
    if (chained.type !== "CallExpression" || chained.callee !== parent) return false;
    const name = staticName(parent);
    const handler = chained.arguments[name === "then" ? 1 : 0];
    if (name !== "catch" && !(name === "then" && handler)) return false;
    return !handler || !isFunction(handler) || !passesOn(handler.body);
  }
  return (
    parent.type === "CallExpression" &&
    parent.callee !== current &&
    parent.callee.type === "MemberExpression" &&
    /^(?:allSettled|any)$/.test(staticName(parent.callee) ?? "")
  );
}

/** True for a handler that fails its caller as well: it throws, calls `next(error)`, or answers 4xx or 5xx. */
function passesOn(body: Node): boolean {
  return allNodes(body).some((node) => {
    if (node.type === "ThrowStatement") return true;
    if (node.type !== "CallExpression") return false;
    const { callee } = node;
    const [first] = node.arguments;
    if (callee.type === "Identifier") return callee.name === "next" && first !== undefined;
    const name = methodName(callee) ?? "";
    if (name === "reject") return true;
    const isStatus = /^(?:status|sendStatus|code|writeHead|json)$/.test(name);
    return isStatus && node.arguments.some(isErrorStatus);
  });
}

function isErrorStatus(node: Node): boolean {
  if (node.type === "Literal") return typeof node.value === "number" && node.value >= 400;
  return (
    node.type === "ObjectExpression" &&
    node.properties.some(
      (property) =>
        property.type === "Property" &&
        staticName(property) === "status" &&
        isErrorStatus(property.value),
    )
  );
}

interface Caller {
  readonly facts: FileFacts;
  readonly call: Call;
}

/** The calls of a function, in its file and in those that import it. */
function callsOf(facts: FileFacts, scope: FunctionNode): readonly Caller[] {
  return usesOfFunction(facts, scope).flatMap((use): readonly Caller[] => {
    if (use.kind === "called") return isWithin(use.call, scope) ? [] : [{ facts, call: use.call }];
    if (use.kind !== "exported") return [];
    return [...importedPlaces(facts, use.way)].flatMap(({ facts: other, next }) =>
      usesFrom(other, next).flatMap((inner) =>
        inner.kind === "called" ? [{ facts: other, call: inner.call }] : [],
      ),
    );
  });
}
