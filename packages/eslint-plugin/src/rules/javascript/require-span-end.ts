import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const requireSpanEnd: FaultlineRule = defineRule({
  name: "require-span-end",
  type: "problem",
  docs: {
    description: "Require every path to end the spans that it started",
    preset: "strict",
    criteria: ["tracing"],
    mechanisms: ["end"],
  },
  messages: {
    open: "This span may never end: {{detail}}. A span that does not end is not exported, so that the trace lacks just the requests that failed. End it: `{{remedy}}`.",
  },
  create(context) {
    return overAbsent(context, "end", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "open",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
