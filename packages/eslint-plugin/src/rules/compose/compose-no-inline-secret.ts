import { defineConfigurationRule } from "../../define-configuration-rule.js";
import type { FaultlineRule } from "../../define-rule.js";
import { overAbsent, placeOf } from "../../over-sites.js";

export const composeNoInlineSecret: FaultlineRule = defineConfigurationRule({
  name: "compose-no-inline-secret",
  type: "problem",
  docs: {
    description: "Disallow literal passwords, keys and tokens in Compose files",
    preset: "recommended",
    criteria: ["security-secrets"],
    mechanisms: ["secret-storage"],
  },
  messages: {
    inline:
      "{{target}} has a secret written down: {{detail}}. Everybody who can read the repository or its history can use it, and changing it takes a commit. Take it from the environment as ${NAME:?}, or from secrets:, and replace the one that stands here.",
  },
  create(context) {
    return overAbsent(context, "secret-storage", (site, fact) => {
      context.report({
        loc: placeOf(site, fact),
        messageId: "inline",
        data: { target: site.target ?? site.operation, detail: fact.detail },
      });
    });
  },
});
