import { defineConfigurationRule } from "../../define-configuration-rule.js";
import type { FaultlineRule } from "../../define-rule.js";
import { overAbsent, placeOf } from "../../over-sites.js";

export const deployNoManualSsh: FaultlineRule = defineConfigurationRule({
  name: "deploy-no-manual-ssh",
  type: "problem",
  docs: {
    description: "Disallow deployments that log in to a server and change it in place",
    preset: "recommended",
    criteria: ["deploy-automated"],
    mechanisms: ["automated-release"],
  },
  messages: {
    manual:
      "{{target}} changes a running server in place over SSH: {{detail}}. What runs there is no artifact anybody has tested, a failure halfway leaves it broken, and there is nothing to go back to. Build an image or package once, and let an orchestrator or platform replace the old version and fall back to it.",
  },
  create(context) {
    return overAbsent(context, "automated-release", (site, fact) => {
      context.report({
        loc: placeOf(site, fact),
        messageId: "manual",
        data: { target: site.target ?? site.operation, detail: fact.detail },
      });
    });
  },
});
