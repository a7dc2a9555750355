import type { TSESTree } from "@typescript-eslint/types";
import { enclosingClass } from "../bindings/class-members.js";
import { staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import type { Node } from "../source.js";
import { chainStart } from "./call-chain.js";

const awaitedCalls = new WeakMap<FileFacts, ReadonlyMap<string, readonly Node[]>>();

/**
 * True when the same method of the same object is awaited, or continued with `.then()`, elsewhere in
 * the file: in untyped code the surest sign that it gives a promise.
 */
export function isAwaitedElsewhere(facts: FileFacts, { callee }: TSESTree.CallExpression): boolean {
  if (callee.type !== "MemberExpression") return false;
  const known = awaitedCalls.get(facts) ?? gather(facts);
  awaitedCalls.set(facts, known);
  const others = known.get(written(facts, callee)) ?? [];
  return others.some((other) => isSameObject(facts, callee, other));
}

function gather(facts: FileFacts): ReadonlyMap<string, readonly Node[]> {
  const found = new Map<string, Node[]>();
  for (const call of facts.nodes.calls) {
    if (call.type !== "CallExpression" || !isTakenAsPromise(call)) continue;
    const text = written(facts, call.callee);
    found.set(text, [...(found.get(text) ?? []), call.callee]);
  }
  return found;
}

function written(facts: FileFacts, callee: Node): string {
  return facts.textOf(callee).replaceAll(/\s+/g, "");
}

function isTakenAsPromise(call: Node): boolean {
  const { parent } = call;
  switch (parent?.type) {
    case "AwaitExpression":
      return true;
    case "MemberExpression":
      return parent.object === call && /^(?:then|catch|finally)$/.test(staticName(parent) ?? "");
    default:
      return false;
  }
}

function isSameObject(facts: FileFacts, a: Node, b: Node): boolean {
  const [first, second] = [chainStart(a), chainStart(b)];
  if (first.type === "Identifier" && second.type === "Identifier") {
    return facts.bindings.variables.of(first) === facts.bindings.variables.of(second);
  }
  return first.type === second.type && enclosingClass(a) === enclosingClass(b);
}
