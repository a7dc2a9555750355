import { present, unknown } from "@faultline/contract";
import type { OptionValue } from "../bindings/read-option.js";
import type { FileFacts } from "../file-facts.js";
import type { Started } from "../flow/started-for-each.js";
import { fanOut } from "../kinds/fan-out.js";
import { functionBehind } from "../modules/function-behind.js";
import { defineLibrary, type DraftOf, type Library, type LibraryCall } from "../recogniser.js";
import type { Node } from "../source.js";

/** `concurrency` is `Infinity` by default (readme, "options", 7.0). */
function map(call: LibraryCall): DraftOf<"fan-out"> | undefined {
  const [collection, callback] = [call.argument(0), call.argument(1)];
  const started = collection && callback && startedBy(call.facts, collection, callback);
  const draft =
    started &&
    fanOut(
      call.facts,
      {
        call: call.node,
        library: "p-map",
        operation: call.operation,
        remedy: "`{ concurrency: 10 }` as the third argument, which is `Infinity` by default",
      },
      started,
    );
  return draft && withLimit(draft, call.option(2, "concurrency"));
}

function startedBy(facts: FileFacts, collection: Node, callback: Node): Started | undefined {
  const own = functionBehind(facts, callback);
  return own && { collection, body: own.node.body, facts: own.facts };
}

/** The limit that the option sets, which is what counts wherever it is given. */
function withLimit(draft: DraftOf<"fan-out">, option: OptionValue): DraftOf<"fan-out"> {
  const isInfinite = option.state === "constant" && option.value === Number.POSITIVE_INFINITY;
  if (option.state === "absent" || isInfinite) return draft;
  const limit =
    option.state === "unknown"
      ? unknown("`concurrency` can't be read here")
      : present("`concurrency` lets only so many through");
  return {
    ...draft,
    mechanisms: { "concurrency-limit": limit },
    ...(draft.details && { details: { ...draft.details, limit } }),
  };
}

export const pMap: Library = defineLibrary({
  packages: ["p-map"],
  docs: "https://github.com/sindresorhus/p-map#api",
  sites: { "()": map },
});
