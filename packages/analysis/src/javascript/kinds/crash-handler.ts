import { absent, present, unknown, type Fact } from "@faultline/contract";
import { DefinitionType } from "@typescript-eslint/scope-manager";
import { GLOBAL } from "../bindings/origin.js";
import { calleeName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { chainStart } from "../flow/call-chain.js";
import { allNodes } from "../flow/walk.js";
import { functionBehind } from "../modules/function-behind.js";
import type { LocatedFunction } from "../modules/target.js";
import type { DraftOf, LibraryCall } from "../recogniser.js";
import type { Node } from "../source.js";

/** True for the events of errors that nobody handled. */
export function isCrash(event: string): boolean {
  return event === "uncaughtException" || event === "unhandledRejection";
}

/**
 * A handler of such an event. With one, the process goes on in a state that nobody knows, unless the
 * handler ends it (nodejs.org/api/process.html, "Warning: Using 'uncaughtException' correctly").
 */
export function crashHandler(
  call: LibraryCall,
  event: string,
  handler: Node,
): DraftOf<"crash-handler"> {
  return {
    kind: "crash-handler",
    library: "node:process",
    operation: event,
    node: call.node.callee,
    extent: call.facts.bindings.functionOf(handler)?.body ?? "none",
    mechanisms: { exit: exitFact(call.facts, handler, event) },
  };
}

function exitFact(facts: FileFacts, handler: Node, event: string): Fact {
  const located = functionBehind(facts, handler);
  const end = located ? endOf(located, new Set()) : isConsole(facts, handler) ? "never" : "unknown";
  switch (end) {
    case "surely":
      return present("it ends the process");
    case "never":
      return absent(
        `after \`${event}\` the process goes on, in a state that nobody knows`,
        "process.exit(1)",
      );
    case "unknown":
      return unknown("what the handler calls is not all in sight");
  }
}

/** Names of what ends a process, at once or when the work in flight is done. */
const ENDS =
  /exit|abort|kill|close|stop|shut|quit|terminat|disconnect|destroy|fatal|crash|die|panic|bail|drain/i;

/** Whether running a function ends the process, through the functions of the project that it calls. */
function endOf(
  { node, facts }: LocatedFunction,
  active: Set<Node>,
): "surely" | "never" | "unknown" {
  if (active.has(node)) return "never";
  active.add(node);
  let isUnknown = false;
  for (const part of allNodes(node.body)) {
    if (part.type === "ThrowStatement") return "surely";
    if (part.type !== "CallExpression") continue;
    if (ENDS.test(nameOf(part.callee))) return "surely";
    if (LOGS.test(nameOf(part.callee))) continue;
    const own = functionBehind(facts, part.callee);
    const end = own ? endOf(own, active) : isHarmless(facts, part.callee) ? "never" : "unknown";
    if (end === "surely") return end;
    isUnknown ||= end === "unknown";
  }
  return isUnknown ? "unknown" : "never";
}

/** Methods of loggers, which only log; where one can't be resolved, its name has to do. */
const LOGS = /^(?:log|trace|debug|verbose|info|warn|warning|error|captureException)$/;

/** What a package or the platform offers does what its name says; what can't be resolved may do anything. */
function isHarmless(facts: FileFacts, callee: Node): boolean {
  if (isOfParameter(facts, callee)) return true;
  const origin = facts.bindings.origin(callee);
  return origin !== undefined && !origin.module.startsWith(".");
}

/** `error.stack.split()`. */
function isOfParameter(facts: FileFacts, callee: Node): boolean {
  const start = callee.type === "MemberExpression" ? chainStart(callee) : undefined;
  const [definition] = (start && facts.bindings.variables.of(start)?.defs) ?? [];
  return definition?.type === DefinitionType.Parameter;
}

function isConsole(facts: FileFacts, handler: Node): boolean {
  const origin = facts.bindings.origin(handler);
  return origin?.module === GLOBAL && origin.path.startsWith("console.");
}

function nameOf(callee: Node): string {
  return calleeName(callee) ?? "";
}
