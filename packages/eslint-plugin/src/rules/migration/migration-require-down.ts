import { defineConfigurationRule } from "../../define-configuration-rule.js";
import type { FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const migrationRequireDown: FaultlineRule = defineConfigurationRule({
  name: "migration-require-down",
  type: "suggestion",
  docs: {
    description: "Require migrations that say how they are undone",
    preset: "strict",
    criteria: ["migrations-reversible"],
    mechanisms: ["down"],
  },
  messages: {
    irreversible:
      "This migration can't be undone: {{how}}, so that a release that has to go back leaves its schema behind. Write {{remedy}}.",
  },
  create(context) {
    return overAbsent(context, "down", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "irreversible",
        data: { how: fact.detail, remedy: fact.remedy ?? "what undoes it" },
      });
    });
  },
});
