import { absent, present, unknown, type Fact } from "@faultline/contract";
import type { FileFacts } from "../file-facts.js";
import { collectionSize } from "../flow/collection-size.js";
import { givenFromOutside, isMeasured } from "../flow/given-from-outside.js";
import { limiterAround } from "../flow/limiter.js";
import { shortText } from "../flow/short-text.js";
import type { Started } from "../flow/started-for-each.js";
import type { DraftOf } from "../recogniser.js";
import type { Call, Invocation, Node } from "../source.js";
import { effectsWithin, type Effect } from "../summaries/effects.js";

/** The call that gathers what was started, by its library and its words. */
export interface Gathering {
  readonly call: Call;
  readonly library: string;
  readonly operation: string;
  readonly remedy: string;
}

/** Work that is started for every item of a collection at once, where it leaves the process. */
export function fanOut(
  facts: FileFacts,
  { call, library, operation, remedy }: Gathering,
  started: Started,
): DraftOf<"fan-out"> | undefined {
  const effect = heaviest(effectsWithin(started.facts, started.body));
  if (!effect) return undefined;
  const limit = limitOf(facts, started, effect, remedy);
  return {
    kind: "fan-out",
    library,
    operation,
    node: call.callee,
    extent: call,
    mechanisms: { "concurrency-limit": limit },
    details: { collection: started.collection, limit },
  };
}

function calleeOf(call: Invocation): Node {
  return call.type === "TaggedTemplateExpression" ? call.tag : call.callee;
}

/**
 * What asks other services, else what holds a connection for a while. Single statements line up in
 * their pool, and asking for them one by one is what `batching` is about.
 */
function heaviest(effects: readonly Effect[]): Effect | undefined {
  return (["outbound-call", "transaction"] as const)
    .map((kind) => effects.find(({ site }) => site.kind === kind))
    .find((effect) => effect !== undefined);
}

function limitOf(facts: FileFacts, started: Started, effect: Effect, remedy: string): Fact {
  const { collection } = started;
  const size = collectionSize(facts, collection);
  if (size.state === "small") return present(size.detail);
  const limiter = limiterAround(started.facts, started.body, effect);
  if (limiter !== undefined) return unknown(limiter);
  const reason = size.state === "open" ? size.detail : givenFromOutside(facts, collection);
  if (reason === undefined) return unknown(size.detail);
  if (isMeasured(facts, collection)) return unknown("its length is looked at");
  return absent(
    `\`${shortText(started.facts, calleeOf(effect.call))}\` starts for every item of \`${shortText(facts, collection)}\` at once, and ${reason}`,
    remedy,
  );
}
