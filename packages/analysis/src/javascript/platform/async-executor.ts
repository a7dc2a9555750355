import { absent } from "@faultline/contract";
import { GLOBAL } from "../bindings/origin.js";
import type { FileFacts } from "../file-facts.js";
import { asyncWork } from "../kinds/async-work.js";
import type { DraftOf } from "../recogniser.js";
import { settlementOfFunction } from "../summaries/settlement.js";

/** `new Promise(async (resolve) => …)`: what the executor throws after its first `await` is lost. */
export function asyncExecutors(facts: FileFacts): readonly DraftOf<"async-work">[] {
  return facts.nodes.calls.flatMap((call) => {
    const [executor] = call.arguments;
    if (call.type !== "NewExpression" || !executor) return [];
    const origin = facts.bindings.origin(call.callee);
    if (origin?.module !== GLOBAL || origin.path !== "Promise") return [];
    const node = facts.bindings.functionOf(executor);
    if (!node?.async || settlementOfFunction({ node, facts }) === "settles") return [];
    const fact = absent(
      "what the async executor awaits can reject, and then the promise never settles",
      "await before the promise is made, or catch in the executor and call `reject(error)`",
    );
    return [asyncWork("executor", { node: call.callee, extent: node }, fact)];
  });
}
