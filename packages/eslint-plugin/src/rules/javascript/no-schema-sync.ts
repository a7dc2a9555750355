import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const noSchemaSync: FaultlineRule = defineRule({
  name: "no-schema-sync",
  type: "problem",
  docs: {
    description: "Disallow changing the database schema from the models when a service starts",
    preset: "strict",
    criteria: ["migrations-present"],
    mechanisms: ["migrations"],
  },
  messages: {
    synced:
      "The schema follows the code at start-up: {{detail}}. A renamed field becomes a dropped column, in production, at the next deploy. Use migrations: `{{remedy}}`.",
  },
  create(context) {
    return overAbsent(context, "migrations", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "synced",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
