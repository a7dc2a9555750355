import { defineConfigurationRule } from "../../define-configuration-rule.js";
import type { FaultlineRule } from "../../define-rule.js";
import { overAbsent, placeOf } from "../../over-sites.js";

export const k8sSpreadReplicas: FaultlineRule = defineConfigurationRule({
  name: "k8s-spread-replicas",
  type: "suggestion",
  docs: {
    description: "Require replicas of a workload that answers requests to run on different nodes",
    preset: "strict",
    criteria: ["failure-single-point"],
    mechanisms: ["spread"],
  },
  messages: {
    together:
      "{{target}} may have all its replicas on one node: {{detail}}, and the scheduler's own default only prefers it, with room for several on one node. When that node fails or is drained, all of them are gone at once. Add topologySpreadConstraints over kubernetes.io/hostname, or a podAntiAffinity.",
  },
  create(context) {
    return overAbsent(context, "spread", (site, fact) => {
      context.report({
        loc: placeOf(site, fact),
        messageId: "together",
        data: { target: site.target ?? site.operation, detail: fact.detail },
      });
    });
  },
});
