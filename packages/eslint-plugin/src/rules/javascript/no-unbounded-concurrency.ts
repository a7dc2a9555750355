import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const noUnboundedConcurrency: FaultlineRule = defineRule({
  name: "no-unbounded-concurrency",
  type: "problem",
  docs: {
    description: "Disallow as many requests at once as a list happens to have items",
    preset: "strict",
    criteria: ["bounded-concurrency", "failure-cascade"],
    mechanisms: ["concurrency-limit"],
  },
  messages: {
    unbounded:
      "Nothing limits how much runs at once: {{detail}}. A long list opens thousands of connections, and the other side answers with errors or not at all. Let a few through at a time: {{remedy}}.",
  },
  create(context) {
    return overAbsent(context, "concurrency-limit", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "unbounded",
        data: { detail: fact.detail, remedy: fact.remedy ?? "a concurrency limit" },
      });
    });
  },
});
