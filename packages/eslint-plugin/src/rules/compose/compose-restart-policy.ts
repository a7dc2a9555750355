import { defineConfigurationRule } from "../../define-configuration-rule.js";
import type { FaultlineRule } from "../../define-rule.js";
import { overAbsent, placeOf } from "../../over-sites.js";

export const composeRestartPolicy: FaultlineRule = defineConfigurationRule({
  name: "compose-restart-policy",
  type: "problem",
  docs: {
    description: "Require services that stay up to come back after a crash or a reboot",
    preset: "recommended",
    criteria: ["recovery-automatic"],
    mechanisms: ["restart-policy"],
  },
  messages: {
    gone: "{{target}} does not come back by itself: {{detail}}. After a crash, or a reboot of the host, it is down until somebody notices. Set restart: unless-stopped.",
  },
  create(context) {
    return overAbsent(context, "restart-policy", (site, fact) => {
      context.report({
        loc: placeOf(site, fact),
        messageId: "gone",
        data: { target: site.target ?? site.operation, detail: fact.detail },
      });
    });
  },
});
