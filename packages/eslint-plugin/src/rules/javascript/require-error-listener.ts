import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const requireErrorListener: FaultlineRule = defineRule({
  name: "require-error-listener",
  type: "problem",
  docs: {
    description:
      "Require an `error` listener on emitters whose unhandled errors end the process or go unseen",
    preset: "recommended",
    criteria: ["failure-listener"],
    mechanisms: ["error-listener"],
  },
  messages: {
    unheard:
      "Nothing listens for errors of this {{library}} {{operation}}: {{detail}}. Attach a listener that logs: `{{remedy}}`.",
  },
  create(context) {
    return overAbsent(context, "error-listener", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "unheard",
        data: {
          library: site.library,
          operation: site.operation,
          detail: fact.detail,
          remedy: fact.remedy ?? "",
        },
      });
    });
  },
});
