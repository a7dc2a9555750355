import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const requireJobRetryPolicy: FaultlineRule = defineRule({
  name: "require-job-retry-policy",
  type: "problem",
  docs: {
    description:
      "Require queues to try failed jobs again, and consumers to keep what they could not handle",
    preset: "strict",
    criteria: ["queue-dead-letter"],
    mechanisms: ["retry-policy"],
  },
  messages: {
    once: "Work of this {{library}} {{operation}} is lost when it fails: {{detail}}. A dependency that is away for a second costs every job of that second. Say what happens to a failure: `{{remedy}}`.",
  },
  create(context) {
    return overAbsent(context, "retry-policy", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "once",
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
