import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const requireCircuitBreaker: FaultlineRule = defineRule({
  name: "require-circuit-breaker",
  type: "problem",
  docs: {
    description: "Require a circuit breaker or a fallback for the calls that requests wait for",
    preset: "strict",
    criteria: ["circuit-breaker"],
    mechanisms: ["circuit-breaker"],
  },
  messages: {
    unguarded:
      "Nothing stops calls to a service that is down: {{detail}}. Each request then waits for a failure that is already known, and the service gets no rest to come back. Use {{remedy}}.",
  },
  create(context) {
    return overAbsent(context, "circuit-breaker", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "unguarded",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
