import { absent, unknown, type Fact } from "@faultline/contract";
import { isOfOneEnvironment } from "../flow/console-exemption.js";
import { loggedValues, type LoggedValue } from "../flow/logged-values.js";
import { whyPrivate } from "../flow/private-value.js";
import type { FileFacts } from "../file-facts.js";
import type { DraftOf, SiteDraft } from "../recogniser.js";
import type { Relations } from "../relation.js";

/** Options and helpers by which a logger leaves values out: pino's `redact`, serializers, a format of one's own. */
const REDACTS = /\bredact\w*\s*[:(]|\bserializers\b|\bmask(?:Sensitive|Secrets|Fields)\w*\(/;

/** Whether a line holds what nobody who reads logs should see. */
export function logPrivacy(facts: FileFacts, drafts: readonly SiteDraft[]): Relations {
  const lines = drafts.filter((draft): draft is DraftOf<"log"> => draft.kind === "log");
  return {
    statements: lines.flatMap((draft) => {
      if (isOfOneEnvironment(facts, draft.node)) return [];
      const fact = draft.details && factOf(facts, loggedValues(facts, draft.details.call));
      return fact ? [{ about: draft, mechanism: "privacy", fact } as const] : [];
    }),
  };
}

function factOf(facts: FileFacts, values: readonly LoggedValue[]): Fact | undefined {
  for (const value of values) {
    const why = whyPrivate(facts, value.node);
    if (why === undefined) continue;
    if (!value.isWoven && facts.packageMentions(REDACTS))
      return unknown("the logger may leave the value out");
    return absent(why, "only the fields that are needed, or `redact` in the logger's options");
  }
  return undefined;
}
