import { defineConfigurationRule } from "../../define-configuration-rule.js";
import type { FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const migrationIndexForeignKeys: FaultlineRule = defineConfigurationRule({
  name: "migration-index-foreign-keys",
  type: "suggestion",
  docs: {
    description: "Require an index on the columns of each foreign key",
    preset: "strict",
    criteria: ["indexes"],
    mechanisms: ["foreign-key-index"],
  },
  messages: {
    unindexed: "This foreign key has no index: {{how}}. Add {{remedy}}.",
  },
  create(context) {
    return overAbsent(context, "foreign-key-index", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "unindexed",
        data: { how: fact.detail, remedy: fact.remedy ?? "another way" },
      });
    });
  },
});
