import { present, unknown, type Fact } from "@faultline/contract";
import { constantOf } from "../bindings/constant.js";
import { staticName } from "../bindings/static-name.js";
import { allNodes } from "../flow/walk.js";
import { crashHandler, isCrash } from "../kinds/crash-handler.js";
import { functionBehind } from "../modules/function-behind.js";
import type { LocatedFunction } from "../modules/target.js";
import { defineLibrary, type DraftOf, type Library, type LibraryCall } from "../recogniser.js";
import type { Node } from "../source.js";

const TERMINATION = new Set(["SIGTERM", "SIGINT"]);

/** A handler of a termination signal or of a crash, with what it is seen to do. */
function listener(call: LibraryCall): DraftOf<"shutdown"> | DraftOf<"crash-handler"> | undefined {
  const [event, handler] = [call.argument(0), call.argument(1)];
  const signal = event && constantOf(call.facts.bindings, event)?.value;
  if (typeof signal === "string" && isCrash(signal) && handler)
    return crashHandler(call, signal, handler);
  if (typeof signal !== "string" || !TERMINATION.has(signal) || !handler) return undefined;
  const local = call.facts.bindings.functionOf(handler);
  const body = functionBehind(call.facts, handler);
  const methods = body ? methodsCalled(body, 0) : new Set<string>();
  return {
    kind: "shutdown",
    library: "node:process",
    operation: signal,
    node: call.node.callee,
    extent: local?.body ?? "none",
    mechanisms: {
      "stop-accepting": seen(methods, "close", "a server is closed"),
      "close-resources": seen(methods, "end|quit|disconnect|destroy", "connections are closed"),
      deadline: seen(methods, "setTimeout", "a timer bounds it"),
    },
  };
}

function seen(methods: ReadonlySet<string>, names: string, detail: string): Fact {
  return names.split("|").some((name) => methods.has(name))
    ? present(detail)
    : unknown("what the handler calls is not all in sight");
}

/** Names of everything called from a function, through functions of the project, three deep. */
function methodsCalled({ node, facts }: LocatedFunction, depth: number): Set<string> {
  const names = new Set<string>();
  for (const part of allNodes(node.body)) {
    if (part.type !== "CallExpression") continue;
    const name = calleeName(part.callee);
    if (name !== undefined) names.add(name);
    const next = depth < 3 ? functionBehind(facts, part.callee) : undefined;
    if (next) for (const deeper of methodsCalled(next, depth + 1)) names.add(deeper);
  }
  return names;
}

function calleeName(callee: Node): string | undefined {
  if (callee.type === "Identifier") return callee.name;
  return callee.type === "MemberExpression" ? staticName(callee) : undefined;
}

export const process: Library = defineLibrary({
  packages: ["globalThis", "node:process"],
  docs: "https://nodejs.org/api/process.html#signal-events",
  sites: {
    "process.on()": listener,
    "process.once()": listener,
    "process.addListener()": listener,
    "on()": listener,
    "once()": listener,
  },
});
