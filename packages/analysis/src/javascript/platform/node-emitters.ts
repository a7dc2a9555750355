import type { FileFacts } from "../file-facts.js";
import { packageBehind } from "../modules/package-behind.js";
import type { Origin } from "../bindings/origin.js";
import { emitter } from "../kinds/emitter.js";
import type { DraftOf } from "../recogniser.js";
import type { Call } from "../source.js";

const CONNECTION =
  "a refused or broken connection is told by the `error` event only, and without a listener that ends the process";

const PROCESS =
  "a command that is missing or may not be run is told by the `error` event only, and without a listener that ends the process";

const DAMAGED =
  "input that is cut off or damaged is told by the `error` event only, and without a listener that ends the process";

/**
 * What Node makes that throws an `error` nobody hears, by module and way
 * (nodejs.org/api/events.html#error-events, and the `error` event on the page of each module).
 */
const MADE: Readonly<Record<string, string>> = {
  "node:child_process spawn()": PROCESS,
  "node:child_process fork()": PROCESS,
  "node:worker_threads new Worker":
    "what a worker throws arrives as its `error` event, and without a listener that ends the whole process",
  "node:net connect()": CONNECTION,
  "node:net createConnection()": CONNECTION,
  "node:tls connect()": CONNECTION,
  "node:http2 connect()": CONNECTION,
  "node:http request()": CONNECTION,
  "node:http get()": CONNECTION,
  "node:https request()": CONNECTION,
  "node:https get()": CONNECTION,
  "node:zlib createGunzip()": DAMAGED,
  "node:zlib createInflate()": DAMAGED,
  "node:zlib createUnzip()": DAMAGED,
  "node:zlib createBrotliDecompress()": DAMAGED,
};

/** Requests, sockets, processes and workers of Node, as emitters that somebody has to hear. */
export function nodeEmitters(facts: FileFacts): readonly DraftOf<"emitter">[] {
  // A command that can't start what it needs has nothing else to do.
  if (facts.source.text.startsWith("#!")) return [];
  return facts.nodes.calls.flatMap((node) => {
    const origin = originOf(facts, node);
    const way = origin && `${origin.path}${node.type === "NewExpression" ? "" : "()"}`;
    if (!origin || way === undefined) return [];
    const key = `${origin.module} ${node.type === "NewExpression" ? "new " : ""}${way}`;
    const without = Object.hasOwn(MADE, key) ? MADE[key] : undefined;
    if (without === undefined) return [];
    const operation = origin.path;
    const call = { facts, node, origin, library: origin.module, operation };
    return [emitter(call, { without, isShortLived: true })];
  });
}

function originOf(facts: FileFacts, { callee }: Call): Origin | undefined {
  return packageBehind(facts, facts.bindings.origin(callee));
}
