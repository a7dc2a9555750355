import type { TSESTree } from "@typescript-eslint/types";
import { staticName } from "../bindings/static-name.js";
import { usesAny, variablesIn } from "../flow/derived-variables.js";
import { allNodes } from "../flow/walk.js";
import type { FileFacts } from "../file-facts.js";
import { levelOf } from "../kinds/log.js";
import { functionBehind } from "../modules/function-behind.js";
import type { LocatedFunction } from "../modules/target.js";
import type { DraftOf } from "../recogniser.js";
import { isInvocation } from "../source.js";

/** Calls of a logger that the project wrote around another: a method named as a level that logs what it is given. */
export function ownLogCalls(facts: FileFacts): readonly DraftOf<"log">[] {
  return facts.nodes.calls.flatMap((call) => {
    if (call.type !== "CallExpression" || call.callee.type !== "MemberExpression") return [];
    const name = staticName(call.callee);
    const level = name === undefined ? undefined : levelOf(name);
    if (name === undefined || level === undefined || facts.draftOf(call)) return [];
    const wrapped = wrappedLog(facts, call);
    return wrapped ? [draftOf(call, name, level, wrapped)] : [];
  });
}

function wrappedLog(facts: FileFacts, call: TSESTree.CallExpression): DraftOf<"log"> | undefined {
  const method = functionBehind(facts, call.callee);
  return method && logWithin(method, 0);
}

/** The log call that a function hands its parameters to, through at most two functions of its own. */
function logWithin({ node, facts }: LocatedFunction, depth: number): DraftOf<"log"> | undefined {
  const parameters = new Set(node.params.flatMap((param) => [...variablesIn(facts, param)]));
  for (const part of allNodes(node.body)) {
    if (!isInvocation(part) || part.type === "TaggedTemplateExpression") continue;
    if (!part.arguments.some((argument) => usesAny(facts, argument, parameters))) continue;
    const draft = facts.draftOf(part);
    if (draft?.kind === "log") return draft;
    const next = draft || depth > 1 ? undefined : functionBehind(facts, part.callee);
    const found = next && logWithin(next, depth + 1);
    if (found) return found;
  }
  return undefined;
}

function draftOf(
  call: TSESTree.CallExpression,
  name: string,
  level: "debug" | "info" | "warn" | "error",
  wrapped: DraftOf<"log">,
): DraftOf<"log"> {
  return {
    kind: "log",
    library: wrapped.library === "console" ? "javascript" : wrapped.library,
    operation: name,
    node: call.callee,
    extent: call,
    mechanisms: {},
    details: { call, level, form: "unknown", isOwn: true, isRoot: false },
  };
}
