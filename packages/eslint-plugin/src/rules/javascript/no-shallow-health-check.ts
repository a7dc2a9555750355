import { isSiteOfKind } from "@faultline/contract";
import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overSites, toEslintLocation } from "../../over-sites.js";

const MECHANISMS = ["dependency-check", "independence"] as const;

export const noShallowHealthCheck: FaultlineRule = defineRule({
  name: "no-shallow-health-check",
  type: "problem",
  docs: {
    description:
      "Require readiness routes to ask the service's dependencies, and liveness routes not to",
    preset: "strict",
    criteria: ["failure-deep-health-check"],
    mechanisms: MECHANISMS,
  },
  messages: {
    shallow:
      "This readiness route is always ready: {{detail}}. An instance that lost its database still gets its share of the requests, and fails them all. Have it check: {{remedy}}.",
    deep: "This liveness route depends on others: {{detail}}. When that is down, every instance is restarted over and over, and the outage spreads. Keep it apart: {{remedy}}.",
  },
  create(context) {
    return overSites(context, MECHANISMS, (site) => {
      if (!isSiteOfKind(site, "health-route")) return;
      const { "dependency-check": check, independence } = site.mechanisms;
      for (const [fact, messageId] of [
        [check, "shallow"],
        [independence, "deep"],
      ] as const) {
        if (fact?.state !== "absent") continue;
        context.report({
          loc: toEslintLocation(site.location),
          messageId,
          data: { detail: fact.detail, remedy: fact.remedy ?? "" },
        });
      }
    });
  },
});
