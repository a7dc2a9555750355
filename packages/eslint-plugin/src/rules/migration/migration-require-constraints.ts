import { defineConfigurationRule } from "../../define-configuration-rule.js";
import type { FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

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
    keyless: "This table has no key: {{how}}. Give it {{remedy}}.",
  },
  create(context) {
    return overAbsent(context, "row-key", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "keyless",
        data: { how: fact.detail, remedy: fact.remedy ?? "another way" },
      });
    });
  },
});
