import { isSiteOfKind, type Fact } from "@faultline/contract";
import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overSites, toEslintLocation } from "../../over-sites.js";

const MECHANISMS = ["pool-limits", "reuse"] as const;

export const requirePoolLimits: FaultlineRule = defineRule({
  name: "require-pool-limits",
  type: "problem",
  docs: {
    description: "Require pools with a size and a bounded wait, made once and not for each call",
    preset: "strict",
    criteria: ["pool-limits"],
    mechanisms: MECHANISMS,
  },
  messages: {
    unlimited:
      "Nothing bounds what this pool may do: {{detail}}. Under load every request queues here until clients give up. Set its limits: `{{remedy}}`.",
    perCall:
      "This connection is not shared, and may stay open: {{detail}}. Each time that happens the database has one connection less to give, until it refuses everybody. Share it or close it: `{{remedy}}`.",
  },
  create(context) {
    return overSites(context, MECHANISMS, (site) => {
      const isPool = isSiteOfKind(site, "pool");
      if (!isPool && !isSiteOfKind(site, "database-client")) return;
      const report = (messageId: "unlimited" | "perCall", fact: Fact | undefined): void => {
        if (fact?.state !== "absent") return;
        context.report({
          loc: toEslintLocation(site.location),
          messageId,
          data: { detail: fact.detail, remedy: fact.remedy ?? "" },
        });
      };
      if (isPool) report("unlimited", site.mechanisms["pool-limits"]);
      report("perCall", site.mechanisms.reuse);
    });
  },
});
