import { defineConfigurationRule } from "../../define-configuration-rule.js";
import type { FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const migrationLockTimeout: FaultlineRule = defineConfigurationRule({
  name: "migration-lock-timeout",
  type: "suggestion",
  docs: {
    description: "Require lock_timeout before a PostgreSQL migration locks a table in use",
    preset: "strict",
    criteria: ["migrations-zero-downtime"],
    mechanisms: ["lock-timeout"],
  },
  messages: {
    waits: "This may hold up everyone: {{how}}. Write {{remedy}}.",
  },
  create(context) {
    return overAbsent(context, "lock-timeout", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "waits",
        data: { how: fact.detail, remedy: fact.remedy ?? "another way" },
      });
    });
  },
});
