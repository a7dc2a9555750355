import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const requireIdempotencyKey: FaultlineRule = defineRule({
  name: "require-idempotency-key",
  type: "problem",
  docs: {
    description: "Require a key that tells a repeated payment request from a new one",
    preset: "strict",
    criteria: ["api-idempotency"],
    mechanisms: ["request-idempotency"],
  },
  messages: {
    twice:
      "A repeated request pays twice: {{detail}}. A client that never saw the answer sends the request again. Tell them apart: {{remedy}}.",
  },
  create(context) {
    return overAbsent(context, "request-idempotency", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "twice",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
