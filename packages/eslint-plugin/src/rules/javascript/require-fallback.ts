import { isSiteOfKind } from "@faultline/contract";
import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overSites, toEslintLocation } from "../../over-sites.js";

const MECHANISMS = ["fallback"] as const;

export const requireFallback: FaultlineRule = defineRule({
  name: "require-fallback",
  type: "problem",
  docs: {
    description: "Require a fallback for reads that one of several makes fail",
    preset: "strict",
    criteria: ["graceful-degradation"],
    mechanisms: MECHANISMS,
  },
  messages: {
    fragile:
      "One failure takes the whole answer: {{detail}}. The request is then only as available as all of its dependencies at once. Answer without: {{remedy}}.",
  },
  create(context) {
    return overSites(context, MECHANISMS, (site) => {
      // A breaker has a fallback too, which is another rule's.
      if (!isSiteOfKind(site, "outbound-call")) return;
      const { fallback } = site.mechanisms;
      if (fallback?.state !== "absent") return;
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "fragile",
        data: { detail: fallback.detail, remedy: fallback.remedy ?? "" },
      });
    });
  },
});
