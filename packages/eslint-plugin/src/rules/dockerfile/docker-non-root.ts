import { defineConfigurationRule } from "../../define-configuration-rule.js";
import type { FaultlineRule } from "../../define-rule.js";
import { overAbsent, placeOf } from "../../over-sites.js";

export const dockerNonRoot: FaultlineRule = defineConfigurationRule({
  name: "docker-non-root",
  type: "problem",
  docs: {
    description: "Require images to run as another user than root",
    preset: "strict",
    criteria: ["container-non-root"],
    mechanisms: ["non-root"],
  },
  messages: {
    root: "The image runs as root: {{detail}}. Whoever breaks into the process owns the container, its files and its mounts. Set a USER, as in {{remedy}}, before the command that it starts.",
  },
  create(context) {
    return overAbsent(context, "non-root", (site, fact) => {
      context.report({
        loc: placeOf(site, fact),
        messageId: "root",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
