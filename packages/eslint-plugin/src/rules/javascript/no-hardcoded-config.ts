import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const noHardcodedConfig: FaultlineRule = defineRule({
  name: "no-hardcoded-config",
  type: "problem",
  docs: {
    description: "Require addresses of services to come from the configuration",
    preset: "strict",
    criteria: ["config-from-env"],
    mechanisms: ["configurable-address"],
  },
  messages: {
    fixed:
      "The address of a service is in the source: {{detail}}. Tests, staging and production can't have one each, and a move takes a release. {{remedy}}.",
  },
  create(context) {
    return overAbsent(context, "configurable-address", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "fixed",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
