import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const noUnsafeDeserialize: FaultlineRule = defineRule({
  name: "no-unsafe-deserialize",
  type: "problem",
  docs: {
    description: "Disallow running what the client sends as code",
    preset: "recommended",
    criteria: ["security-deserialise"],
    mechanisms: ["trusted-code"],
  },
  messages: {
    code: "The client chooses the code: {{detail}}. It can do whatever the process may do. Use {{remedy}}.",
  },
  create(context) {
    return overAbsent(context, "trusted-code", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "code",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
