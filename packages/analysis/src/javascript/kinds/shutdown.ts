import { absent, present, unknown, type Fact } from "@faultline/contract";
import { calleeName } from "../bindings/static-name.js";
import { drainTime } from "./drain-time.js";
import { allNodes } from "../flow/walk.js";
import { functionBehind } from "../modules/function-behind.js";
import type { LocatedFunction } from "../modules/target.js";
import type { DraftOf, LibraryCall } from "../recogniser.js";
import type { Node } from "../source.js";

/** A handler of a termination signal, with what it is seen to do. */
export function shutdownHandler(
  call: LibraryCall,
  signal: string,
  handler: Node,
): DraftOf<"shutdown"> {
  const local = call.facts.bindings.functionOf(handler);
  const body = functionBehind(call.facts, handler);
  const methods = body ? methodsCalled(body, 0) : new Set<string>();
  return {
    kind: "shutdown",
    library: "node:process",
    operation: signal,
    node: call.node.callee,
    extent: local?.body ?? "none",
    ...(body && { declared: drainTime(body, call.node.callee) }),
    mechanisms: {
      "stop-accepting":
        body && onlyExits(body)
          ? absent("the handler ends the process at once", "server.close()")
          : seen(methods, "close", "a server is closed"),
      "close-resources": seen(methods, "end|quit|disconnect|destroy", "connections are closed"),
      deadline: seen(methods, "setTimeout", "a timer bounds it"),
    },
  };
}

/** A call after which a library handles the termination signals. */
export function handledBy(library: string) {
  return (call: LibraryCall): DraftOf<"shutdown"> => ({
    kind: "shutdown",
    library: call.library,
    operation: call.operation,
    node: call.node.callee,
    extent: "none",
    mechanisms: { "stop-accepting": present(`${library} closes the server`) },
  });
}

const WRITES = /^(?:log|info|warn|error|debug|trace|fatal|write|print)$/;

/** True for a handler that does nothing but end the process, with a line in the log at most. */
function onlyExits({ node, facts }: LocatedFunction): boolean {
  let exits = 0;
  for (const part of allNodes(node.body)) {
    if (part.type === "AwaitExpression" || part.type === "NewExpression") return false;
    if (part.type !== "CallExpression") continue;
    const origin = facts.bindings.origin(part.callee);
    const isExit =
      origin?.path === "process.exit" ||
      (origin?.module === "node:process" && origin.path === "exit");
    if (isExit) exits++;
    else if (!WRITES.test(calleeName(part.callee) ?? "")) return false;
  }
  return exits > 0;
}

function seen(methods: ReadonlySet<string>, names: string, detail: string): Fact {
  return names.split("|").some((name) => methods.has(name))
    ? present(detail)
    : unknown("what the handler calls is not all in sight");
}

/** What is seen of a library that closes a server: its requests have so much time. */
const CLOSES_IN_TIME = ["close", "setTimeout"];

/** Names of everything called from a function, through functions of the project, three deep. */
function methodsCalled({ node, facts }: LocatedFunction, depth: number): Set<string> {
  const names = new Set<string>();
  for (const part of allNodes(node.body)) {
    if (part.type !== "CallExpression") continue;
    const name = calleeName(part.callee);
    if (name !== undefined) names.add(name);
    if (facts.project.calls.closesServer(facts, part))
      for (const seenToo of CLOSES_IN_TIME) names.add(seenToo);
    const next = depth < 3 ? functionBehind(facts, part.callee) : undefined;
    if (next) for (const deeper of methodsCalled(next, depth + 1)) names.add(deeper);
  }
  return names;
}
