import { absent, present, unknown, type Fact } from "@faultline/contract";
import { constantOf } from "../bindings/constant.js";
import { staticName } from "../bindings/static-name.js";
import { enclosingFunction } from "../flow/enclosing.js";
import type { FileFacts } from "../file-facts.js";
import type { Call, Node } from "../source.js";
import type { Origin } from "../bindings/origin.js";
import { trailOf, trailOfParameter } from "../trail/follow-value.js";
import type { Stop, Trail } from "../trail/trail.js";
import { isHeardElsewhere } from "./heard-elsewhere.js";

/** Methods that take a listener: of Node's emitters, and of what has the browser's interface as well. */
const SUBSCRIBES = /^(?:on|once|addListener|prependListener|prependOnceListener|addEventListener)$/;

/** The call that makes an emitter. */
export interface Made {
  readonly facts: FileFacts;
  readonly node: Call;
  readonly origin: Origin;
}

/** What a library says of an emitter it makes. */
export interface Emitter {
  /** What comes of an error that nobody hears: a clause for the message. */
  readonly without: string;
  readonly remedy?: string;
  /** Properties and methods that give the same emitter: `websocket` of a provider, `connect` of a client. */
  readonly same?: readonly string[];
  /** Functions and constructors, by package, that take the emitter and attach nothing. */
  readonly keptBy?: Readonly<Record<string, readonly string[]>>;
  /** True for what is made for one use: who is handed it looks after it. */
  readonly isShortLived?: boolean;
  /** Methods that end it, where an error while it works reaches the call that waits: one that its maker ends is never idle for long. */
  readonly endedBy?: readonly string[];
}

/** Whether an `error` listener is attached to the emitter that this call makes. */
export function errorListenerFact(call: Made, about: Emitter | string): Fact {
  const emitter = typeof about === "string" ? { without: about } : about;
  const { same, keptBy }: Emitter = emitter;
  return listenerFact(trailOf(call.facts, call.node, { same, keeps: keptBy }), call, emitter);
}

/** The same for an emitter that a callback is given. */
export function parameterListenerFact(
  call: Made,
  parameter: { readonly facts: FileFacts; readonly pattern: Node },
  emitter: Emitter,
): Fact {
  return listenerFact(trailOfParameter(parameter.facts, parameter.pattern), call, emitter);
}

function listenerFact(trail: Trail, call: Made, emitter: Emitter): Fact {
  const hearing = trail.uses.map(hearingAt);
  if (hearing.includes("error")) return present("an `error` listener is attached");
  if (hearing.includes("unread"))
    return unknown("a listener is attached for an event that is worked out");
  if (trail.lost !== undefined) return unknown(trail.lost);
  if (trail.uses.some((use) => isEndedByMaker(use, call, emitter)))
    return unknown("the function that makes it ends it, and its calls reject meanwhile");
  const mayBeHeard = trail.exits.some(
    (exit) => emitter.isShortLived === true || isHeardElsewhere(exit, call.origin.module),
  );
  return mayBeHeard
    ? unknown("code elsewhere gets at it, and may listen")
    : absent(emitter.without, emitter.remedy ?? `.on("error", (error) => { … })`);
}

/** `connection.end()` in the function that made the connection. */
function isEndedByMaker({ node, facts }: Stop, call: Made, { endedBy }: Emitter): boolean {
  const member = node.parent;
  return (
    endedBy !== undefined &&
    facts === call.facts &&
    member?.type === "MemberExpression" &&
    member.object === node &&
    member.parent.type === "CallExpression" &&
    member.parent.callee === member &&
    endedBy.includes(staticName(member) ?? "") &&
    enclosingFunction(node) !== undefined &&
    enclosingFunction(node) === enclosingFunction(call.node)
  );
}

/** True for a use that attaches an `error` listener. */
export function listensForErrors(use: Stop): boolean {
  return hearingAt(use) === "error";
}

/** What is listened for where an emitter is used. */
function hearingAt({ node, facts }: Stop): "error" | "unread" | undefined {
  const member = node.parent;
  if (member?.type !== "MemberExpression" || member.object !== node) return undefined;
  const name = staticName(member);
  const { parent } = member;
  if (name === "onerror" && parent.type === "AssignmentExpression") return "error";
  if (parent.type !== "CallExpression" || parent.callee !== member) return undefined;
  const [event] = parent.arguments;
  if (name === undefined || !SUBSCRIBES.test(name) || !event) return undefined;
  const value = constantOf(facts.bindings, event);
  if (!value) return "unread";
  return value.value === "error" ? "error" : undefined;
}
