import { absent, present, unknown, type Fact, type Mechanism } from "@faultline/contract";
import type { FileFacts } from "../file-facts.js";
import type { DraftOf, SiteDraft } from "../recogniser.js";
import type { Relations, Statement } from "../relation.js";
import { functionBehind } from "../modules/function-behind.js";
import { effectsOf, effectsWithin, type Effect } from "../summaries/effects.js";
import { failsItsCaller } from "../summaries/failing-effect.js";

type Retry = DraftOf<"retry">;
type Request = DraftOf<"outbound-call">;

/** What a retry repeats: something that must not happen twice, or a client that repeats it by itself. */
export function retriedWork(facts: FileFacts, drafts: readonly SiteDraft[]): Relations {
  return {
    statements: drafts.flatMap((draft) =>
      draft.kind === "retry" ? statementsAbout(facts, draft) : [],
    ),
  };
}

function statementsAbout(facts: FileFacts, draft: Retry): readonly Statement[] {
  const work = draft.details?.work ?? draft.protects;
  if (!work) return [];
  const own = functionBehind(facts, work);
  const effects = own ? effectsOf(own) : effectsWithin(facts, work);
  const requests = effects.flatMap(requestOf);
  const [first] = requests;
  if (!first) return [];
  // A metric that is sent beside the work is not what makes the retry repeat.
  const repeated = effects.filter(
    (effect) => effect.distance <= MAX_DISTANCE && failsItsCaller(own?.facts ?? facts, effect),
  );
  return [
    state(draft, "repeatable", repeatable(requests)),
    state(draft, "single-layer", singleLayer(draft, repeated.flatMap(requestOf))),
  ];
}

function requestOf({ site }: Effect): readonly Request[] {
  return site.kind === "outbound-call" ? [site] : [];
}

/** How many functions deep a call may be to be what is repeated, and no by-work of it. */
const MAX_DISTANCE = 2;

function state(about: SiteDraft, mechanism: Mechanism, fact: Fact): Statement {
  return { about, mechanism, fact };
}

/** A request that failed without an answer may have been carried out all the same. */
function repeatable(requests: readonly Request[]): Fact {
  const unsafe = requests.find(
    ({ mechanisms, details }) =>
      mechanisms["idempotency-key"]?.state === "absent" && details?.access !== "read",
  );
  return unsafe
    ? absent(
        `it repeats \`${nameOf(unsafe)}\`, which may have been carried out before it failed`,
        remedyOf(unsafe),
      )
    : present("what it repeats can be repeated");
}

function remedyOf({ mechanisms }: Request): string {
  const fact = mechanisms["idempotency-key"];
  const remedy = fact?.state === "absent" ? fact.remedy : undefined;
  return remedy ?? "headers: { 'Idempotency-Key': id }";
}

function singleLayer(draft: Retry, requests: readonly Request[]): Fact {
  const repeating = requests.find(({ details }) => (details?.ownAttempts ?? 1) > 1);
  const own = repeating?.details?.ownAttempts;
  if (!repeating || own === undefined) return unknown("what it calls is not known to repeat");
  const attempts = draft.details?.attempts;
  const product =
    attempts !== undefined && Number.isFinite(attempts)
      ? `so that one call can become ${String(attempts * own)}${worstCase(attempts * own, repeating)}`
      : "so that each attempt is several";
  return absent(
    `\`${nameOf(repeating)}\` is tried ${String(own)} times by \`${repeating.library}\` itself, ${product}`,
    `leave the retries to the client, or switch them off there (\`${repeating.details?.withoutRetries ?? "maxRetries: 0"}\`)`,
  );
}

function worstCase(attempts: number, { details }: Request): string {
  const limit = details?.timeoutMs;
  return limit === undefined ? "" : ` and last ${String(Math.round((attempts * limit) / 1000))} s`;
}

function nameOf({ library, operation, target }: Request): string {
  const name = library === operation ? operation : `${library} ${operation}`;
  return target ? `${name} ${target}` : name;
}
