import { defineConfigurationRule } from "../../define-configuration-rule.js";
import type { FaultlineRule } from "../../define-rule.js";
import { overAbsent, placeOf } from "../../over-sites.js";

export const dockerMinimalBase: FaultlineRule = defineConfigurationRule({
  name: "docker-minimal-base",
  type: "problem",
  docs: {
    description: "Require the image that runs to be without what only its build needs",
    preset: "recommended",
    criteria: ["container-minimal"],
    mechanisms: ["small-base"],
  },
  messages: {
    large:
      "The image is larger than it needs to be: {{detail}}. Each new instance waits for the download, and whoever breaks in finds the tools there. Use {{remedy}}.",
  },
  create(context) {
    return overAbsent(context, "small-base", (site, fact) => {
      context.report({
        loc: placeOf(site, fact),
        messageId: "large",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
