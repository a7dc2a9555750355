import { absent } from "@faultline/contract";
import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { GLOBAL } from "../bindings/origin.js";
import { staticName } from "../bindings/static-name.js";
import { soleValue } from "../bindings/variables.js";
import type { FileFacts } from "../file-facts.js";
import { enclosingFunction } from "../flow/enclosing.js";
import { shortText } from "../flow/short-text.js";
import { isWithin, nodesInFunction } from "../flow/walk.js";
import { asyncWork } from "../kinds/async-work.js";
import { functionBehind } from "../modules/function-behind.js";
import type { DraftOf } from "../recogniser.js";
import type { Node } from "../source.js";
import { settlementOf } from "../summaries/settlement.js";

/**
 * `list.push(work()); await other(); await Promise.all(list)`: work that fails during `other()` is a
 * rejection that nobody handles yet, and when `other()` fails, nobody ever does.
 */
export function lateGatherings(facts: FileFacts): readonly DraftOf<"async-work">[] {
  return facts.nodes.calls.flatMap((call) => {
    const [list] = call.arguments;
    if (call.type !== "CallExpression" || list?.type !== "Identifier") return [];
    if (!gathers(facts, call)) return [];
    const variable = facts.bindings.variables.of(list);
    const late = variable && lateIn(facts, call, variable);
    if (!late) return [];
    const [started, wait] = [shortText(facts, late.started), shortText(facts, late.wait)];
    const fact = absent(
      `\`${started}\` runs already while \`${wait}\` is awaited, and nothing handles its rejection before \`${facts.textOf(call.callee)}(${list.name})\``,
      `await \`${wait}\` before any work is started, or gather what was started in a \`finally\``,
    );
    return [asyncWork("gathered-late", { node: call.callee, extent: call }, fact)];
  });
}

function gathers(facts: FileFacts, { callee }: TSESTree.CallExpression): boolean {
  const origin = facts.bindings.origin(callee);
  return origin?.module === GLOBAL && /^Promise\.(?:all|allSettled)$/.test(origin.path);
}

interface Late {
  readonly started: Node;
  readonly wait: Node;
}

function lateIn(
  facts: FileFacts,
  gathering: TSESTree.CallExpression,
  list: Variable,
): Late | undefined {
  const scope = enclosingFunction(gathering);
  const value = soleValue(list);
  if (!scope || value?.type !== "ArrayExpression" || value.elements.length > 0) return undefined;
  const uses = list.references.filter(({ init }) => init !== true);
  const isOnlyFilled = uses.every(
    ({ identifier }) =>
      enclosingFunction(identifier) === scope &&
      (pushOf(identifier) !== undefined || identifier === gathering.arguments[0]),
  );
  if (!isOnlyFilled || enclosingFunction(value) !== scope) return undefined;
  const waits = nodesInFunction(scope.body).filter((node) => isWait(facts, node));
  for (const { identifier } of uses) {
    const push = pushOf(identifier);
    const started = push?.arguments.find((one) => isStarted(facts, one));
    const wait =
      push && started && waits.find((one) => isBetween(one, push, gathering, scope.body));
    if (started?.type === "CallExpression" && wait?.type === "AwaitExpression")
      return { started: started.callee, wait: calleeOf(wait.argument) };
  }
  return undefined;
}

/** `list.push(…)` of its `list`. */
function pushOf({ parent }: Node): TSESTree.CallExpression | undefined {
  if (parent?.type !== "MemberExpression" || staticName(parent) !== "push") return undefined;
  return parent.parent.type === "CallExpression" && parent.parent.callee === parent
    ? parent.parent
    : undefined;
}

/** An async function of the project, whose promise may reject; a query of a library may start when it is awaited. */
function isStarted(facts: FileFacts, value: Node): boolean {
  if (value.type !== "CallExpression") return false;
  const settlement = settlementOf(facts, value);
  return (
    settlement !== undefined &&
    settlement !== "settles" &&
    functionBehind(facts, value.callee)?.node.async === true
  );
}

/** What is awaited and may take its time, or fail. */
function isWait(facts: FileFacts, node: Node): boolean {
  return (
    node.type === "AwaitExpression" &&
    node.argument.type === "CallExpression" &&
    settlementOf(facts, node.argument) !== "settles"
  );
}

function calleeOf(node: Node): Node {
  return node.type === "CallExpression" ? node.callee : node;
}

/** True when a wait comes after the push, on a way that leads from the one to the other. */
function isBetween(wait: Node, push: Node, gathering: Node, body: Node): boolean {
  if (isWithin(wait, push) || isWithin(gathering, wait)) return false;
  if (wait.range[0] < push.range[1] || wait.range[1] > gathering.range[0]) return false;
  let inner = push;
  for (let current = push.parent; current && current !== body.parent; current = current.parent) {
    if (isWithin(wait, current)) return isOnTheWay(current, inner, wait);
    if (leaves(current, push)) return false;
    inner = current;
  }
  return false;
}

/** Neither in the other branch of a condition nor in the handler of a failure. */
function isOnTheWay(around: Node, inner: Node, wait: Node): boolean {
  switch (around.type) {
    case "BlockStatement":
    case "Program":
      return !leaves(inner, inner);
    case "TryStatement":
      return around.handler === null || !isWithin(wait, around.handler);
    default:
      return false;
  }
}

/** True when something in the node may skip what follows it. */
function leaves(node: Node, push: Node): boolean {
  return nodesInFunction(node).some(
    (inner) =>
      inner.range[0] >= push.range[0] &&
      (inner.type === "ReturnStatement" ||
        inner.type === "ThrowStatement" ||
        inner.type === "ContinueStatement" ||
        inner.type === "BreakStatement"),
  );
}
