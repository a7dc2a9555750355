import { defineConfigurationRule } from "../../define-configuration-rule.js";
import type { FaultlineRule } from "../../define-rule.js";
import { overAbsent, placeOf } from "../../over-sites.js";

export const k8sEphemeralStorage: FaultlineRule = defineConfigurationRule({
  name: "k8s-ephemeral-storage",
  type: "suggestion",
  docs: {
    description: "Require a limit on what containers write to the disk of their node",
    preset: "strict",
    criteria: ["ephemeral-storage"],
    mechanisms: ["storage-limit"],
  },
  messages: {
    unlimited:
      "{{target}} may fill the disk of its node: {{detail}}. A full node evicts the pods beside it as well. Set a sizeLimit on the emptyDir, or resources.limits.ephemeral-storage on the container.",
  },
  create(context) {
    return overAbsent(context, "storage-limit", (site, fact) => {
      context.report({
        loc: placeOf(site, fact),
        messageId: "unlimited",
        data: { target: site.target ?? site.operation, detail: fact.detail },
      });
    });
  },
});
