import { isSiteOfKind } from "@faultline/contract";
import { defineConfigurationRule } from "../../define-configuration-rule.js";
import type { FaultlineRule } from "../../define-rule.js";
import { overSites, placeOf } from "../../over-sites.js";

const MECHANISMS = ["resource-requests", "memory-limit"] as const;

export const k8sRequireResources: FaultlineRule = defineConfigurationRule({
  name: "k8s-require-resources",
  type: "problem",
  docs: {
    description: "Require cpu and memory requests and a memory limit on every container",
    preset: "recommended",
    criteria: ["resource-limits"],
    mechanisms: MECHANISMS,
  },
  messages: {
    neither:
      "{{target}} neither reserves nor limits what it uses: {{requests}}; {{limit}}. The scheduler overfills the node, and one leak takes the pods beside it down. Set resources.requests for cpu and memory, and resources.limits.memory, from what it uses under load.",
    requests:
      "{{target}} does not reserve what it uses: {{requests}}. The scheduler overfills the node, and under pressure these pods are starved and evicted first. Set resources.requests for cpu and memory from what it uses under load.",
    limit:
      "{{target}} may take all the memory of its node: {{limit}}. One leak then takes the pods beside it down. Set resources.limits.memory a little above what it uses at peak.",
  },
  create(context) {
    return overSites(context, MECHANISMS, (site) => {
      if (!isSiteOfKind(site, "workload")) return;
      const requests = site.mechanisms["resource-requests"];
      const limit = site.mechanisms["memory-limit"];
      const isUnreserved = requests?.state === "absent";
      const isUnlimited = limit?.state === "absent";
      if (!isUnreserved && !isUnlimited) return;
      context.report({
        loc: placeOf(site, requests, limit),
        messageId: isUnreserved && isUnlimited ? "neither" : isUnreserved ? "requests" : "limit",
        data: {
          target: site.target ?? site.operation,
          requests: requests?.detail ?? "",
          limit: limit?.detail ?? "",
        },
      });
    });
  },
});
