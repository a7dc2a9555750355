import type { TSESTree } from "@typescript-eslint/types";
import { GLOBAL } from "../bindings/origin.js";
import { staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { placedNodes } from "../flow/exposed.js";
import { targetOf } from "../modules/follow-origin.js";
import type { LocatedFunction } from "../modules/target.js";
import type { Node } from "../source.js";

/**
 * What is known of a promise. `rejects`: it can reject. `trusts`: it waits for an installed package,
 * which may fail. `settles`: every failure on the way to it is dealt with. `open`: it is a promise,
 * and no more is known.
 */
export type Settlement = "rejects" | "trusts" | "open" | "settles";

/** What the forms below ask of what they are put together from. */
export interface Ask {
  expression(node: Node): Settlement | undefined;
  function(located: LocatedFunction): Settlement | undefined;
}

/** The worst that is known of several promises, of which any may be the one in question. */
export function worst(settlements: readonly (Settlement | undefined)[]): Settlement | undefined {
  return (["rejects", "trusts", "open", "settles"] as const).find((one) =>
    settlements.includes(one),
  );
}

/** `Promise.all([…])` and its kin. */
export function ofCombination(
  facts: FileFacts,
  { callee, arguments: [given] }: TSESTree.CallExpression,
  ask: Ask,
): Settlement | undefined {
  if (callee.type !== "MemberExpression" || !isGlobal(facts, callee.object, "Promise"))
    return undefined;
  switch (staticName(callee)) {
    case "reject":
      return "rejects";
    case "allSettled":
      return "settles";
    case "resolve":
      return (given && ask.expression(given)) ?? "settles";
    case "all":
    case "race":
    case "any":
      return (given && ofElements(facts, bare(given), ask)) ?? "open";
    default:
      return undefined;
  }
}

function ofElements(facts: FileFacts, list: Node, ask: Ask): Settlement | undefined {
  if (list.type === "ArrayExpression") {
    return worst(list.elements.map((element) => (element ? ask.expression(element) : undefined)));
  }
  if (list.type !== "CallExpression" || list.callee.type !== "MemberExpression") return undefined;
  const [callback] = list.arguments;
  const target = callback && targetOf(facts, callback);
  const isMap = staticName(list.callee) === "map" && target?.kind === "function";
  return isMap ? ask.function(target) : undefined;
}

/** `promise.then(…)`, `.catch(…)` and `.finally(…)`, which nothing but a promise has all of. */
export function ofContinuation(
  facts: FileFacts,
  { callee, arguments: given }: TSESTree.CallExpression,
  ask: Ask,
): Settlement | undefined {
  if (callee.type !== "MemberExpression") return undefined;
  const name = staticName(callee);
  const before = (): Settlement => ask.expression(callee.object) ?? "open";
  const after = (index: number): Settlement | undefined => {
    const handler = given[index];
    const target = handler && targetOf(facts, handler);
    return target?.kind === "function" ? ofCallback(target, ask) : undefined;
  };
  if (name === "finally") return before();
  if (name === "catch" && given.length > 0) return after(0) ?? "settles";
  if (name !== "then" || given.length === 0) return undefined;
  return given.length > 1
    ? (worst([after(0), after(1)]) ?? "settles")
    : worst([before(), after(0)]);
}

/** What runs in a `.then()` makes its promise reject by throwing, too. */
function ofCallback(located: LocatedFunction, ask: Ask): Settlement | undefined {
  const throws = [...placedNodes(located.node.body)].some(
    ({ node, isCaught }) => node.type === "ThrowStatement" && !isCaught,
  );
  return throws ? "rejects" : ask.function(located);
}

/** `new Promise((resolve, reject) => …)` rejects where `reject` is used at all. */
export function ofExecutor(
  facts: FileFacts,
  { arguments: [executor] }: TSESTree.NewExpression,
): Settlement {
  const made = executor && facts.bindings.functionOf(executor);
  if (!made) return "open";
  const reject = made.params[1];
  const references = reject && (facts.bindings.variables.of(reject)?.references ?? []);
  return references && references.length > 0 ? "rejects" : "settles";
}

/** True for a declared type that is a promise. */
export function isPromiseType(type: TSESTree.TypeNode | undefined): boolean {
  return (
    type?.type === "TSTypeReference" &&
    type.typeName.type === "Identifier" &&
    /^Promise(?:Like)?$/.test(type.typeName.name)
  );
}

export function isGlobal(facts: FileFacts, node: Node, name: string): boolean {
  const origin = facts.bindings.origin(node);
  return origin?.module === GLOBAL && origin.path === name;
}

/** The expression without casts, `!` and optional chains; an `await` stays, for its value is no promise. */
export function bare(node: Node): Node {
  switch (node.type) {
    case "TSAsExpression":
    case "TSNonNullExpression":
    case "TSSatisfiesExpression":
    case "TSTypeAssertion":
    case "ChainExpression":
      return bare(node.expression);
    default:
      return node;
  }
}
