import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const noSilentFallback: FaultlineRule = defineRule({
  name: "no-silent-fallback",
  type: "problem",
  docs: {
    description: "Disallow fallbacks that nothing tells of",
    preset: "recommended",
    criteria: ["degradation-visible"],
    mechanisms: ["fallback-signal"],
  },
  messages: {
    silent:
      "This fallback is silent: {{detail}}. The service goes on with stale or default answers, and nobody sees that the dependency is away. Leave a trace: {{remedy}}.",
  },
  create(context) {
    return overAbsent(context, "fallback-signal", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "silent",
        data: { detail: fact.detail, remedy: fact.remedy ?? "log it" },
      });
    });
  },
});
