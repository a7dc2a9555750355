import { defineConfigurationRule } from "../../define-configuration-rule.js";
import type { FaultlineRule } from "../../define-rule.js";
import { overAbsent, placeOf } from "../../over-sites.js";

export const k8sPinImage: FaultlineRule = defineConfigurationRule({
  name: "k8s-pin-image",
  type: "problem",
  docs: {
    description: "Require a version for every image",
    preset: "recommended",
    criteria: ["image-pinned"],
    mechanisms: ["fixed-version"],
  },
  messages: {
    moving:
      "{{target}} may run another version after each restart: {{detail}}. Pods of one release then differ from each other, and a rollback gets back the same broken image. Name the version, as in {{remedy}}, or a digest.",
  },
  create(context) {
    return overAbsent(context, "fixed-version", (site, fact) => {
      context.report({
        loc: placeOf(site, fact),
        messageId: "moving",
        data: {
          target: site.target ?? site.operation,
          detail: fact.detail,
          remedy: fact.remedy ?? "",
        },
      });
    });
  },
});
