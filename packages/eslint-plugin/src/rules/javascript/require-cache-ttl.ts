import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const requireCacheTtl: FaultlineRule = defineRule({
  name: "require-cache-ttl",
  type: "problem",
  docs: {
    description: "Require what is written to a cache to expire",
    preset: "strict",
    criteria: ["cache-ttl"],
    mechanisms: ["expiry"],
  },
  messages: {
    unexpiring:
      "This entry of the {{library}} cache never expires: {{detail}}. Users see old values until somebody clears it by hand. Give it a lifetime: `{{remedy}}`.",
  },
  create(context) {
    return overAbsent(context, "expiry", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "unexpiring",
        data: { library: site.library, detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
