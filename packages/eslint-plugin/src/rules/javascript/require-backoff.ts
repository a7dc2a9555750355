import { isSiteOfKind } from "@faultline/contract";
import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { isOptionSet } from "../../option-flag.js";
import { overSites, toEslintLocation } from "../../over-sites.js";

/** The mechanisms of a retry that space its attempts out, the graver first. */
const SPACING = [
  ["backoff", "backoff"],
  ["delay-cap", "cap"],
  ["jitter", "jitter"],
] as const;

const MECHANISMS = ["backoff", "delay-cap", "jitter"] as const;

export const requireBackoff: FaultlineRule = defineRule({
  name: "require-backoff",
  type: "problem",
  docs: {
    description: "Require retries to wait longer after each failed attempt",
    preset: "recommended",
    criteria: ["retry-backoff", "retry-jitter"],
    criterionByMessage: { jitter: "retry-jitter" },
    mechanisms: MECHANISMS,
    strictOptions: [{ jitter: true }],
  },
  messages: {
    backoff:
      "This retry does not back off: {{detail}}. It hits a struggling dependency hardest when it can bear least. Wait longer after each attempt: {{remedy}}.",
    cap: "This retry's pause has no ceiling: {{detail}}. A long outage turns into minutes of waiting after it is over. Cap it: {{remedy}}.",
    jitter:
      "This retry has no jitter: {{detail}}, in waves that can keep a dependency down. Spread the attempts: {{remedy}}.",
  },
  schema: [
    {
      type: "object",
      properties: {
        jitter: { type: "boolean", description: "Also require the pause to be random." },
      },
      additionalProperties: false,
    },
  ],
  defaultOptions: [{ jitter: false }],
  create(context) {
    const wantsJitter = isOptionSet(context, "jitter");
    return overSites(context, MECHANISMS, (site) => {
      if (!isSiteOfKind(site, "retry")) return;
      for (const [mechanism, messageId] of SPACING) {
        const fact = site.mechanisms[mechanism];
        if (fact?.state !== "absent" || (mechanism === "jitter" && !wantsJitter)) continue;
        context.report({
          loc: toEslintLocation(site.location),
          messageId,
          data: { detail: fact.detail, remedy: `\`${fact.remedy ?? ""}\`` },
        });
        // One finding per retry: mending the graver fact rewrites the pause anyway.
        return;
      }
    });
  },
});
