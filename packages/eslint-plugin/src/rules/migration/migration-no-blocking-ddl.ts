import { defineConfigurationRule } from "../../define-configuration-rule.js";
import type { FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const migrationNoBlockingDdl: FaultlineRule = defineConfigurationRule({
  name: "migration-no-blocking-ddl",
  type: "problem",
  docs: {
    description: "Require schema changes that let others read and write a table in use",
    preset: "recommended",
    criteria: ["migrations-zero-downtime"],
    mechanisms: ["online"],
  },
  messages: {
    blocks: "This is not safe on a table in use: {{how}}. Use {{remedy}}.",
  },
  create(context) {
    return overAbsent(context, "online", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "blocks",
        data: { how: fact.detail, remedy: fact.remedy ?? "another way" },
      });
    });
  },
});
