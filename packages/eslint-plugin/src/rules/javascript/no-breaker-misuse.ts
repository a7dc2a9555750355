import { isSiteOfKind } from "@faultline/contract";
import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { isOptionSet } from "../../option-flag.js";
import { overSites, toEslintLocation } from "../../over-sites.js";

/** The mechanisms of a breaker, the graver first; the last two are judged where the option asks for them. */
const MISUSES = [
  ["reuse", "single"],
  ["timeout", "unlimited"],
  ["threshold", "nervous"],
  ["fallback", "unanswered"],
] as const;

const OF_OPEN_STATE: ReadonlySet<string> = new Set(["threshold", "fallback"]);

const MECHANISMS = ["reuse", "timeout", "threshold", "fallback"] as const;

export const noBreakerMisuse: FaultlineRule = defineRule({
  name: "no-breaker-misuse",
  type: "problem",
  docs: {
    description: "Disallow circuit breakers that can't do their work",
    preset: "recommended",
    criteria: ["circuit-breaker"],
    mechanisms: MECHANISMS,
    strictOptions: [{ openState: true }],
  },
  messages: {
    single:
      "This breaker never opens: {{detail}}. A dependency that is down gets every call all the same. Keep it: {{remedy}}.",
    unlimited:
      "This breaker does not see what hangs: {{detail}}. Callers wait for ever while it stays closed. Limit it: `{{remedy}}`.",
    nervous:
      "This breaker opens too easily: {{detail}}. One lost packet at a quiet hour turns everyone away. Let it see more: `{{remedy}}`.",
    unanswered:
      "This breaker has no answer when it is open: {{detail}}. Each caller gets an error for as long as it stays so. Give one: `{{remedy}}`.",
  },
  schema: [
    {
      type: "object",
      properties: {
        openState: {
          type: "boolean",
          description:
            "Also require a fallback, and a number of calls before the breaker may open.",
        },
      },
      additionalProperties: false,
    },
  ],
  defaultOptions: [{ openState: false }],
  create(context) {
    const openState = isOptionSet(context, "openState");
    return overSites(context, MECHANISMS, (site) => {
      if (!isSiteOfKind(site, "circuit-breaker")) return;
      for (const [mechanism, messageId] of MISUSES) {
        const fact = site.mechanisms[mechanism];
        if (fact?.state !== "absent" || (OF_OPEN_STATE.has(mechanism) && !openState)) continue;
        context.report({
          loc: toEslintLocation(site.location),
          messageId,
          data: { detail: fact.detail, remedy: fact.remedy ?? "" },
        });
        return;
      }
    });
  },
});
