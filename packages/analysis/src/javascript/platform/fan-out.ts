import type { TSESTree } from "@typescript-eslint/types";
import { GLOBAL } from "../bindings/origin.js";
import type { FileFacts } from "../file-facts.js";
import { startedForEach } from "../flow/started-for-each.js";
import { fanOut } from "../kinds/fan-out.js";
import type { DraftOf } from "../recogniser.js";

const REMEDY = "`pLimit(10)` around the callback, or `pMap(items, load, { concurrency: 10 })`";

/** `Promise.all(items.map(load))` and its kin, where the work for an item leaves the process. */
export function fanOuts(facts: FileFacts): readonly DraftOf<"fan-out">[] {
  return facts.nodes.calls.flatMap((call) => {
    const [list] = call.arguments;
    const operation = call.type === "CallExpression" ? gathering(facts, call) : undefined;
    const started = operation && list ? startedForEach(facts, list) : undefined;
    const gathered = operation && { call, library: "javascript", operation, remedy: REMEDY };
    const draft = gathered && started && fanOut(facts, gathered, started);
    return draft ? [draft] : [];
  });
}

/** `all` of `Promise.all`. */
function gathering(facts: FileFacts, call: TSESTree.CallExpression): string | undefined {
  const origin = facts.bindings.origin(call.callee);
  if (origin?.module !== GLOBAL) return undefined;
  return /^Promise\.(all|allSettled|any|race)$/.exec(origin.path)?.[1];
}
