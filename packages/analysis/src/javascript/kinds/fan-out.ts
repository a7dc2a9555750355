import { absent, present, unknown, type Fact } from "@faultline/contract";
import { methodName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { collectionSize } from "../flow/collection-size.js";
import { dropOf } from "../flow/dropped.js";
import { givenFromOutside, isMeasured } from "../flow/given-from-outside.js";
import { iterationsAround } from "../flow/iteration.js";
import { limiterAround } from "../flow/limiter.js";
import { shortText } from "../flow/short-text.js";
import type { Started } from "../flow/started-for-each.js";
import { functionBehind } from "../modules/function-behind.js";
import type { DraftOf, LibraryCall } from "../recogniser.js";
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

/** What a library's call starts for every item, of which it may let only so many through at once. */
export function limitedFanOut(
  { facts, node, library, operation }: LibraryCall,
  started: Started | undefined,
  { limit, remedy }: { readonly limit?: Fact | undefined; readonly remedy: string },
): DraftOf<"fan-out"> | undefined {
  const draft = started && fanOut(facts, { call: node, library, operation, remedy }, started);
  if (!draft || !limit || limit.state === "absent") return draft;
  return {
    ...draft,
    mechanisms: { "concurrency-limit": limit },
    ...(draft.details && { details: { ...draft.details, limit } }),
  };
}

/** Work that a function does which is handed over with the collection: `pMap(items, load)`. */
export function startedByArguments(call: LibraryCall, callback = 1): Started | undefined {
  const [collection, work] = [call.argument(0), call.argument(callback)];
  return collection && work && startedBy(call.facts, collection, work);
}

function startedBy(facts: FileFacts, collection: Node, callback: Node): Started | undefined {
  const own = functionBehind(facts, callback);
  return own && { collection, body: own.node.body, facts: own.facts };
}

/** Work that a loop hands to something for each item, without waiting for it: `for (…) queue.add(() => load(item))`. */
export function startedInLoop(facts: FileFacts, call: Node, work: Node): Started | undefined {
  const [iteration] = iterationsAround(call);
  const isEach = iteration?.form === "loop" || iteration?.form === "callback";
  if (!isEach || !iteration.collection || dropOf(call) === undefined) return undefined;
  return startedBy(facts, iteration.collection, work);
}

/** The same of a callback that runs for each item at once: `items.map((item) => queue.schedule(() => load(item)))`. */
export function startedInCallback(facts: FileFacts, call: Node, work: Node): Started | undefined {
  const [iteration] = iterationsAround(call);
  if (iteration?.node.type !== "CallExpression" || !iteration.collection) return undefined;
  return /^(?:map|flatMap|forEach)$/.test(methodName(iteration.node.callee) ?? "")
    ? startedBy(facts, iteration.collection, work)
    : undefined;
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
  if (limiter && limiter.state !== "absent") return limiter;
  const reason = size.state === "open" ? size.detail : givenFromOutside(facts, collection);
  if (reason === undefined) return unknown(size.detail);
  if (isMeasured(facts, collection)) return unknown("its length is looked at");
  return absent(
    `\`${shortText(started.facts, calleeOf(effect.call))}\` starts for every item of \`${shortText(facts, collection)}\` at once, and ${reason}`,
    limiter?.remedy ?? remedy,
  );
}
