import { GLOBAL } from "../../bindings/origin.js";
import type { FileFacts } from "../../file-facts.js";
import type { Call, Node } from "../../source.js";
import type { Danger, Sink } from "../sink.js";
import { wovenAccesses } from "../woven-access.js";

/** Text that is run as code, or turned into objects that bring code along. */
export const runCode: Sink = {
  mechanism: "trusted-code",
  find,
  accepts: () => true,
  purpose: "a known value",
  detail: (input, where) => `\`${input}\` is run by ${where}`,
  remedy: "JSON.parse and a schema",
};

/** Functions by module that run what they are given; in `vm` nothing holds it back (nodejs.org/api/vm.html). */
const RUNS: Readonly<Record<string, RegExp>> = {
  [GLOBAL]: /^(?:eval|Function)$/,
  "node:vm": /^(?:runIn\w+|Script|compileFunction|SourceTextModule)$/,
  "node-serialize": /^unserialize$/,
  "serialize-to-js": /^deserialize$/,
  funcster: /^(?:deepDeserialize|deserializeFunction)$/,
  cryo: /^parse$/,
};

function find(facts: FileFacts, call: Call): readonly Danger[] {
  const name = facts.textOf(call.callee);
  if (!/eval|Function|runIn|Script|compile|erialize|parse|load/.test(name)) return [];
  const origin = facts.bindings.origin(call.callee);
  if (!origin) return [];
  const runs = Object.hasOwn(RUNS, origin.module) ? RUNS[origin.module] : undefined;
  if (!runs?.test(origin.path) && !loadsFunctions(facts, call, origin)) return [];
  const code: readonly Node[] =
    origin.path === "Function" ? call.arguments : call.arguments.slice(0, 1);
  return code.flatMap((text) =>
    wovenAccesses(facts, text).map(({ node, access }) => ({
      call,
      node,
      access,
      library: origin.module === GLOBAL ? "javascript" : origin.module,
      operation: name,
    })),
  );
}

/** `load` of js-yaml before 4 makes functions of `!!js/function` (CHANGELOG of js-yaml, 4.0.0). */
function loadsFunctions(
  facts: FileFacts,
  call: Call,
  origin: { readonly module: string; readonly path: string },
): boolean {
  if (origin.module !== "js-yaml" || !/^(?:load|loadAll)$/.test(origin.path)) return false;
  const major = facts.package.majorOf("js-yaml");
  return (
    major !== undefined &&
    major < 4 &&
    !/schema/i.test(
      call.arguments
        .slice(1)
        .map((one) => facts.textOf(one))
        .join(),
    )
  );
}
