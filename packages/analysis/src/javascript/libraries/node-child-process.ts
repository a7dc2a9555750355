import { absent, present, unknown, type Fact } from "@faultline/contract";
import { staticName } from "../bindings/static-name.js";
import { promiseAround } from "../flow/promise-executor.js";
import { allNodes } from "../flow/walk.js";
import { blockingCall } from "../kinds/blocking-call.js";
import { anyOf, effectOf, limitFact, limitMs } from "../kinds/limit.js";
import { outboundCall } from "../kinds/outbound-call.js";
import { defineLibrary, type Library, type LibraryCall, type Recognise } from "../recogniser.js";

/** `timeout` is 0 by default, and kills the child when it is over (nodejs.org/api/child_process.html). */
const MISSING = {
  without: "a child process runs as long as it likes by default (`timeout: 0`)",
  remedy: "timeout: 10_000",
};

/** `exec(command, options?)` and `execFile(file, args?, options?)`, with a callback or promisified. */
function execute(call: LibraryCall) {
  return outboundCall(call, { ...limits(call), access: "unknown", ownAttempts: 1 });
}

function limits(call: LibraryCall) {
  const optionsAt = optionsIndex(call);
  const timeout = optionOf(call, optionsAt, "timeout");
  return {
    timeout: anyOf(
      limitFact("timeout", timeout, MISSING),
      limitFact("signal", optionOf(call, optionsAt, "signal"), MISSING),
    ),
    effects: [effectOf("timeout", timeout)],
    timeoutMs: limitMs(call.facts, timeout),
    optionsAt,
  };
}

/** `exec` has no list of arguments; the others may leave it out. */
function optionsIndex(call: LibraryCall): number {
  const second = call.argument(1);
  const isOptions = second !== undefined && call.facts.bindings.objectOf(second) !== undefined;
  return nameOf(call) === "exec" || isOptions ? 1 : 2;
}

/** A callback in the place of the options has none. */
function optionOf(call: LibraryCall, index: number, name: string) {
  const argument = call.argument(index);
  return argument && call.facts.bindings.functionOf(argument)
    ? ({ state: "absent" } as const)
    : call.option(index, name);
}

/** The function that is called, also behind `promisify`. */
function nameOf({ facts, origin }: LibraryCall): string | undefined {
  if (origin.module !== "node:util") return origin.path;
  const [wrapped] = origin.creation?.arguments ?? [];
  const inner = wrapped && facts.bindings.origin(wrapped);
  return inner?.module === "node:child_process" ? inner.path : undefined;
}

const promisified: Recognise = (call) =>
  /^exec(?:File)?$/.test(nameOf(call) ?? "")
    ? { ...execute(call), library: "node:child_process", operation: nameOf(call) ?? "" }
    : undefined;

/** A process that is spawned may be a server of one's own; one that a promise waits for is not. */
const spawn: Recognise = (call) => {
  const own = limits(call);
  return outboundCall(call, {
    ...own,
    timeout: own.timeout.state === "absent" ? endedOtherwise(call) : own.timeout,
    access: "unknown",
    ownAttempts: 1,
  });
};

const ENDS = /^(?:kill|setTimeout|unref)$/;

function endedOtherwise(call: LibraryCall): Fact {
  const executor = promiseAround(call.facts, call.node);
  if (!executor) return unknown("it may be meant to keep running");
  let awaitsEnd = false;
  for (const part of allNodes(executor)) {
    if (part.type !== "CallExpression") continue;
    const name =
      part.callee.type === "MemberExpression"
        ? staticName(part.callee)
        : call.facts.bindings.origin(part.callee)?.path;
    if (name !== undefined && ENDS.test(name)) return present("the code ends it by itself");
    const [event] = part.arguments;
    awaitsEnd ||= event?.type === "Literal" && /^(?:close|exit)$/.test(String(event.value));
  }
  return awaitsEnd
    ? absent(MISSING.without, MISSING.remedy)
    : unknown("it may be meant to keep running");
}

const blocks =
  (name: string): Recognise =>
  (call) =>
    blockingCall(call, `await promisify(${name})(…)`);

export const nodeChildProcess: Library = defineLibrary({
  packages: ["node:child_process", "node:util"],
  docs: "https://nodejs.org/api/child_process.html#child_processexeccommand-options-callback",
  sites: {
    "exec()": execute,
    "execFile()": execute,
    "spawn()": spawn,
    "promisify()()": promisified,
    "execSync()": blocks("exec"),
    "execFileSync()": blocks("execFile"),
    "spawnSync()": blocks("spawn"),
  },
});
