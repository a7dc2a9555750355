import { defineConfigurationRule } from "../../define-configuration-rule.js";
import type { FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const k8sRollingUpdate: FaultlineRule = defineConfigurationRule({
  name: "k8s-rolling-update",
  type: "problem",
  docs: {
    description: "Require workloads that answer requests to be replaced a few pods at a time",
    preset: "recommended",
    criteria: ["rollout-gradual"],
    mechanisms: ["gradual-rollout"],
  },
  messages: {
    abrupt:
      "{{target}} is not replaced a few pods at a time: {{how}}. Use {{remedy}}, so that old pods go only as new ones are ready.",
  },
  create(context) {
    return overAbsent(context, "gradual-rollout", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "abrupt",
        data: {
          target: site.target ?? site.operation,
          how: fact.detail,
          remedy: fact.remedy ?? "a rolling update",
        },
      });
    });
  },
});
