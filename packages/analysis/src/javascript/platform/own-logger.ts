import type { TSESTree } from "@typescript-eslint/types";
import { enclosingClass, fieldSources } from "../bindings/class-members.js";
import { instanceOf } from "../bindings/origin.js";
import { staticName } from "../bindings/static-name.js";
import { typeOrigin } from "../bindings/type-origin.js";
import { usesAny, variablesIn } from "../flow/derived-variables.js";
import { allNodes } from "../flow/walk.js";
import type { FileFacts } from "../file-facts.js";
import { levelOf } from "../kinds/log.js";
import { followOrigin, targetOf } from "../modules/follow-origin.js";
import { functionBehind } from "../modules/function-behind.js";
import type { ClassNode, LocatedFunction, Target, TypeNode } from "../modules/target.js";
import type { DraftOf } from "../recogniser.js";
import { isInvocation, type Node } from "../source.js";

/** Calls of a logger that the project wrote around another: a method named as a level that logs what it is given. */
export function ownLogCalls(facts: FileFacts): readonly DraftOf<"log">[] {
  return facts.nodes.calls.flatMap((call) => {
    if (call.type !== "CallExpression" || call.callee.type !== "MemberExpression") return [];
    const name = staticName(call.callee);
    const level = name === undefined ? undefined : levelOf(name);
    if (name === undefined || level === undefined || facts.draftOf(call)) return [];
    const wrapped = wrappedLog(facts, call);
    if (wrapped) return [draftOf(call, name, level, wrapped.library)];
    return isLogger(facts, call.callee.object) ? [draftOf(call, name, level, "javascript")] : [];
  });
}

function wrappedLog(facts: FileFacts, call: TSESTree.CallExpression): DraftOf<"log"> | undefined {
  const method = functionBehind(facts, call.callee);
  return method && logWithin(method, 0);
}

/** A type or class with a method for each of the usual levels is a logger, whatever it writes to. */
function isLogger(facts: FileFacts, object: Node): boolean {
  return [targetOf(facts, object), declaredTarget(facts, object)].some(
    (target) => (target?.kind === "typed" || target?.kind === "instance") && hasLevels(target.node),
  );
}

function hasLevels(node: ClassNode | TypeNode): boolean {
  const members = node.type === "TSTypeLiteral" ? node.members : node.body.body;
  const names = new Set(members.map(memberName));
  return ["info", "warn", "error"].every((level) => names.has(level));
}

/** What a field is declared to be, where what it is set to can't be followed: `this.logger` of `config.getLogger()`. */
function declaredTarget(facts: FileFacts, object: Node): Target | undefined {
  const isField = object.type === "MemberExpression" && object.object.type === "ThisExpression";
  const body = isField ? enclosingClass(object) : undefined;
  const name = isField ? staticName(object) : undefined;
  if (!body || name === undefined) return undefined;
  for (const source of fieldSources(body, name)) {
    const origin = source.kind === "type" ? typeOrigin(facts.bindings, source.type) : undefined;
    if (origin) return followOrigin(facts, instanceOf(origin)) ?? followOrigin(facts, origin);
  }
  return undefined;
}

function memberName(member: TSESTree.ClassElement | TSESTree.TypeElement): string | undefined {
  switch (member.type) {
    case "MethodDefinition":
    case "PropertyDefinition":
    case "TSPropertySignature":
    case "TSAbstractMethodDefinition":
      return staticName(member);
    case "TSMethodSignature":
      return member.key.type === "Identifier" ? member.key.name : undefined;
    default:
      return undefined;
  }
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
  library: string,
): DraftOf<"log"> {
  return {
    kind: "log",
    library: library === "console" ? "javascript" : library,
    operation: name,
    node: call.callee,
    extent: call,
    mechanisms: {},
    details: { call, level, form: "unknown", isOwn: true, isRoot: false },
  };
}
