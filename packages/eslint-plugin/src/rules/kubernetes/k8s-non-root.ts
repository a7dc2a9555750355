import { defineConfigurationRule } from "../../define-configuration-rule.js";
import type { FaultlineRule } from "../../define-rule.js";
import { overAbsent, placeOf } from "../../over-sites.js";

export const k8sNonRoot: FaultlineRule = defineConfigurationRule({
  name: "k8s-non-root",
  type: "problem",
  docs: {
    description: "Require containers to run as another user than root",
    preset: "strict",
    criteria: ["container-non-root"],
    mechanisms: ["non-root"],
  },
  messages: {
    root: "{{target}} may run as root: {{detail}}. Whoever breaks into the process owns the container, and one flaw of the runtime then owns the node. Set securityContext.runAsNonRoot: true, and a runAsUser where the image has no user of its own.",
  },
  create(context) {
    return overAbsent(context, "non-root", (site, fact) => {
      context.report({
        loc: placeOf(site, fact),
        messageId: "root",
        data: { target: site.target ?? site.operation, detail: fact.detail },
      });
    });
  },
});
