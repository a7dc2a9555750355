import type { TSESTree } from "@typescript-eslint/types";
import { GLOBAL } from "../bindings/origin.js";
import { staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { functionBehind } from "../modules/function-behind.js";
import { targetOf } from "../modules/follow-origin.js";
import type { LocatedFunction } from "../modules/target.js";
import type { Call, Node } from "../source.js";

/** What takes an argument; without a pattern, a function that takes none there. */
export interface Taker {
  readonly facts: FileFacts;
  readonly pattern: TSESTree.Parameter | undefined;
}

/**
 * The parameter of the project's own function that an argument arrives at; `result` where the call
 * gives the argument again; undefined for code that can't be followed.
 */
export function parameterFor(
  facts: FileFacts,
  call: Call,
  argument: Node,
): Taker | "result" | undefined {
  const index = call.arguments.findIndex((candidate) => candidate === argument);
  const hasSpread = call.arguments
    .slice(0, index)
    .some((candidate) => candidate.type === "SpreadElement");
  if (index < 0 || hasSpread) return undefined;
  if (givesAgain(facts, call)) return "result";
  const taker =
    call.type === "NewExpression" ? constructorOf(facts, call) : ownFunction(facts, call);
  if (!taker) return undefined;
  const rest = taker.node.params.find(({ type }) => type === "RestElement");
  return rest ? undefined : { facts: taker.facts, pattern: taker.node.params[index] };
}

function ownFunction(facts: FileFacts, call: Call): LocatedFunction | undefined {
  return call.callee.type === "Super" ? undefined : functionBehind(facts, call.callee);
}

/** `source.pipe(destination)` gives the destination (nodejs.org/api/stream.html, "readable.pipe"). */
function givesAgain({ bindings }: FileFacts, { callee }: Call): boolean {
  if (callee.type === "MemberExpression" && staticName(callee) === "pipe") return true;
  const origin = bindings.origin(callee);
  return (
    origin?.module === GLOBAL &&
    (origin.path === "Promise.resolve" || origin.path === "Object.freeze")
  );
}

function constructorOf(facts: FileFacts, { callee }: Call): LocatedFunction | undefined {
  const target = targetOf(facts, callee);
  if (target?.kind !== "class") return undefined;
  for (const member of target.node.body.body) {
    if (member.type !== "MethodDefinition" || member.kind !== "constructor") continue;
    return member.value.type === "FunctionExpression"
      ? { node: member.value, facts: target.facts }
      : undefined;
  }
  return undefined;
}
