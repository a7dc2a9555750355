import { absent, present, unknown, type Fact } from "@faultline/contract";
import type { DraftOf } from "../recogniser.js";
import type { Node } from "../source.js";
import type { Settlement } from "../summaries/promise-forms.js";

/**
 * How work gets away from whoever started it. `promise`: nobody holds its promise. `callback`: it is a
 * function whose promise its caller drops. `return`: its promise leaves a `try` before it settles.
 * `executor`: it is the async executor of a promise. `throw`: it throws where no one can catch.
 * `gathered-late`: its promise waits in a list while something else is awaited. `unanswered`: it is a request
 * handler that may end without an answer.
 */
export type AsyncWorkForm =
  "promise" | "callback" | "return" | "executor" | "throw" | "gathered-late" | "unanswered";

/** Work that runs beside its caller. */
export function asyncWork(
  form: AsyncWorkForm,
  place: { readonly node: Node; readonly extent: Node | "none" },
  fact: Fact,
): DraftOf<"async-work"> {
  return {
    kind: "async-work",
    library: "javascript",
    operation: form,
    ...place,
    mechanisms: { "failure-handling": fact },
  };
}

/** What the settlement of a promise that nobody holds means; `proofs` are those that show a defect here. */
export function failureHandling(
  settlement: Settlement,
  proofs: readonly Settlement[],
  problem: { readonly detail: string; readonly remedy: string },
): Fact {
  if (settlement === "settles") return present("every failure on the way is dealt with");
  return proofs.includes(settlement)
    ? absent(problem.detail, problem.remedy)
    : unknown("whether the promise can reject is not in sight");
}
