import { absent, unknown, type Fact } from "@faultline/contract";
import { isOfOneEnvironment } from "../flow/console-exemption.js";
import { credentialsInError } from "../flow/credentials-in-error.js";
import { loggedValues, type LoggedValue } from "../flow/logged-values.js";
import { whyPrivate } from "../flow/private-value.js";
import type { FileFacts } from "../file-facts.js";
import type { DraftOf, SiteDraft } from "../recogniser.js";
import type { Relations } from "../relation.js";

/** Options and helpers by which a logger leaves values out: pino's `redact`, serializers, a format of one's own. */
const REDACTS = /\bredact\w*\s*[:(]|\bserializers\s*:|\bmask(?:Sensitive|Secrets|Fields)\w*\(/;

/** Whether a line holds what nobody who reads logs should see. */
export function logPrivacy(facts: FileFacts, drafts: readonly SiteDraft[]): Relations {
  const lines = drafts.filter((draft): draft is DraftOf<"log"> => draft.kind === "log");
  return {
    statements: lines.flatMap((log) => {
      if (!log.details || isOfOneEnvironment(facts, log.node)) return [];
      const fact = factOf(facts, loggedValues(facts, log.details.call), { drafts, log });
      return fact ? [{ about: log, mechanism: "privacy", fact } as const] : [];
    }),
  };
}

function factOf(
  facts: FileFacts,
  values: readonly LoggedValue[],
  line: { readonly drafts: readonly SiteDraft[]; readonly log: DraftOf<"log"> },
): Fact | undefined {
  for (const { node, isWoven } of values) {
    const why =
      whyPrivate(facts, node) ?? (isWoven ? undefined : credentialsInError(facts, line, node));
    if (why === undefined) continue;
    if (!isWoven && facts.packageMentions(REDACTS))
      return unknown("the logger may leave the value out");
    return absent(why, "only the fields that are needed, or `redact` in the logger's options");
  }
  return undefined;
}
