import { absent, present, unknown, type Fact } from "@faultline/contract";
import type { TSESTree } from "@typescript-eslint/types";
import { GLOBAL } from "../bindings/origin.js";
import type { FileFacts } from "../file-facts.js";
import { collectionSize } from "../flow/collection-size.js";
import { givenFromOutside, isMeasured } from "../flow/given-from-outside.js";
import { shortText } from "../flow/short-text.js";
import { startedForEach, type Started } from "../flow/started-for-each.js";
import { limiterAround } from "../flow/limiter.js";
import type { DraftOf } from "../recogniser.js";
import type { Invocation, Node } from "../source.js";
import { effectsWithin, type Effect } from "../summaries/effects.js";

/** `Promise.all(items.map(load))` and its kin, where the work for an item leaves the process. */
export function fanOuts(facts: FileFacts): readonly DraftOf<"fan-out">[] {
  return facts.nodes.calls.flatMap((call) => {
    const [list] = call.arguments;
    const operation = call.type === "CallExpression" ? gathering(facts, call) : undefined;
    const started = operation && list ? startedForEach(facts, list) : undefined;
    const draft = operation && started && draftOf(facts, call, operation, started);
    return draft ? [draft] : [];
  });
}

/** `all` of `Promise.all`. */
function gathering(facts: FileFacts, call: TSESTree.CallExpression): string | undefined {
  const origin = facts.bindings.origin(call.callee);
  if (origin?.module !== GLOBAL) return undefined;
  return /^Promise\.(all|allSettled|any|race)$/.exec(origin.path)?.[1];
}

function draftOf(
  facts: FileFacts,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  operation: string,
  started: Started,
): DraftOf<"fan-out"> | undefined {
  const effect = heaviest(effectsWithin(started.facts, started.body));
  if (!effect) return undefined;
  const limit = limitOf(facts, started, effect);
  return {
    kind: "fan-out",
    library: "javascript",
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

function limitOf(facts: FileFacts, started: Started, effect: Effect): Fact {
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
    "`pLimit(10)` around the callback, or `pMap(items, load, { concurrency: 10 })`",
  );
}
