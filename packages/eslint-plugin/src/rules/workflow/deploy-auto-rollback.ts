import { defineConfigurationRule } from "../../define-configuration-rule.js";
import type { FaultlineRule } from "../../define-rule.js";
import { overAbsent, placeOf } from "../../over-sites.js";

export const deployAutoRollback: FaultlineRule = defineConfigurationRule({
  name: "deploy-auto-rollback",
  type: "problem",
  docs: {
    description: "Require a deployment to undo itself when the new version does not come up",
    preset: "strict",
    criteria: ["rollback-automatic", "recovery-automatic"],
    mechanisms: ["automatic-rollback"],
  },
  messages: {
    stuck:
      "{{target}} leaves a broken version in place: {{detail}}. A release that does not come up stays half rolled out, and users meet it until somebody notices and undoes it by hand. Use {{remedy}}.",
  },
  create(context) {
    return overAbsent(context, "automatic-rollback", (site, fact) => {
      context.report({
        loc: placeOf(site, fact),
        messageId: "stuck",
        data: {
          target: site.target ?? site.operation,
          detail: fact.detail,
          remedy: fact.remedy ?? "a rollout that goes back by itself",
        },
      });
    });
  },
});
