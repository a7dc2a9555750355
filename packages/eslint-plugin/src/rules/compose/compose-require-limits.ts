import { defineConfigurationRule } from "../../define-configuration-rule.js";
import type { FaultlineRule } from "../../define-rule.js";
import { overAbsent, placeOf } from "../../over-sites.js";

export const composeRequireLimits: FaultlineRule = defineConfigurationRule({
  name: "compose-require-limits",
  type: "problem",
  docs: {
    description: "Require a memory limit on the services of a deployed Compose file",
    preset: "strict",
    criteria: ["resource-limits"],
    mechanisms: ["memory-limit"],
  },
  messages: {
    unlimited:
      "{{target}} may take all the memory of its host: {{detail}}. One leak then takes the services beside it down, and the database is often the first that the kernel kills. Set mem_limit, or deploy.resources.limits.memory, a little above what it uses at peak.",
  },
  create(context) {
    return overAbsent(context, "memory-limit", (site, fact) => {
      context.report({
        loc: placeOf(site, fact),
        messageId: "unlimited",
        data: { target: site.target ?? site.operation, detail: fact.detail },
      });
    });
  },
});
