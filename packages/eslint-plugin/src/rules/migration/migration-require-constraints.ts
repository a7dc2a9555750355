import { defineConfigurationRule } from "../../define-configuration-rule.js";
import type { FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";
import { sentence } from "../../sentence.js";

export const migrationRequireConstraints: FaultlineRule = defineConfigurationRule({
  name: "migration-require-constraints",
  type: "suggestion",
  docs: {
    description: "Require a key in every table that a migration makes",
    preset: "recommended",
    criteria: ["integrity-constraints"],
    mechanisms: ["row-key"],
  },
  messages: {
    keyless: "{{how}}. Give it {{remedy}}.",
  },
  create(context) {
    return overAbsent(context, "row-key", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "keyless",
        data: { how: sentence(fact.detail), remedy: fact.remedy ?? "another way" },
      });
    });
  },
});
