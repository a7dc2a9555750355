import { defineConfigurationRule } from "../../define-configuration-rule.js";
import type { FaultlineRule } from "../../define-rule.js";
import { overAbsent, placeOf } from "../../over-sites.js";

export const dockerSignalHandling: FaultlineRule = defineConfigurationRule({
  name: "docker-signal-handling",
  type: "problem",
  docs: {
    description: "Require SIGTERM to reach the program that an image starts",
    preset: "recommended",
    criteria: ["graceful-shutdown"],
    mechanisms: ["signal-delivery"],
  },
  messages: {
    lost: "SIGTERM does not get to the program in time: {{detail}}. Each release cuts off what is in flight, however well the program would shut down. {{remedy}}.",
  },
  create(context) {
    return overAbsent(context, "signal-delivery", (site, fact) => {
      context.report({
        loc: placeOf(site, fact),
        messageId: "lost",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
