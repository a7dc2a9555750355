import { absent, type Fact } from "@faultline/contract";
import type { FileFacts } from "../file-facts.js";
import { shortText } from "../flow/short-text.js";
import { handlerBehind } from "../modules/handler-behind.js";
import type { LocatedFunction } from "../modules/target.js";
import type { SiteDraft } from "../recogniser.js";
import type { Relations } from "../relation.js";
import { effectsOf } from "../summaries/effects.js";

/** A key by which a repeated request is told, in whatever form. */
const KEYED = /idempoten/i;

/** Providers repeat their own calls, and say so by an id of the event. */
const FROM_PROVIDER = /webhook|\bhooks?\b|callback|\bipn\b/i;

/** Whether a request that moves money can be told from its own repetition. */
export function repeatedPayment(facts: FileFacts, drafts: readonly SiteDraft[]): Relations {
  return {
    statements: drafts.flatMap((draft) => {
      if (draft.kind !== "route" || draft.operation !== "post") return [];
      if (FROM_PROVIDER.test(draft.target ?? "")) return [];
      const handler = draft.details && handlerBehind(facts, draft.details.handler);
      const fact = handler && factOf(handler);
      if (!fact || facts.packageMentions(KEYED)) return [];
      return [{ about: draft, mechanism: "request-idempotency", fact } as const];
    }),
  };
}

function factOf(handler: LocatedFunction): Fact | undefined {
  const effect = effectsOf(handler).find(
    ({ site }) => site.kind === "outbound-call" && site.details?.movesMoney === true,
  );
  if (!effect) return undefined;
  const { call } = effect;
  const callee = call.type === "TaggedTemplateExpression" ? call.tag : call.callee;
  return absent(
    `\`${shortText(handler.facts, callee)}\` moves money, and nothing tells a second request from the first`,
    "take an `Idempotency-Key` from the request, and hand it on as `idempotencyKey`",
  );
}
