import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

/** Libraries whose clients and pools talk to a database. */
const DATABASES: ReadonlySet<string> = new Set(["pg", "pg-pool"]);

export const requireTimeout: FaultlineRule = defineRule({
  name: "require-timeout",
  type: "problem",
  docs: {
    description: "Require a time limit on outbound calls, database clients and pools",
    preset: "recommended",
    criteria: ["timeout-outbound", "timeout-database", "failure-cascade"],
    criterionByMessage: { unboundedDatabase: "timeout-database" },
    mechanisms: ["timeout"],
  },
  messages: {
    unbounded:
      "Nothing limits how long `{{operation}}` waits: {{without}}. A dependency that hangs holds every caller here. Set a limit: `{{remedy}}`.",
    unboundedDatabase:
      "Nothing limits how long `{{operation}}` waits: {{without}}. One slow database takes every request of this process with it. Set a limit: `{{remedy}}`.",
  },
  create(context) {
    return overAbsent(context, "timeout", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: DATABASES.has(site.library) ? "unboundedDatabase" : "unbounded",
        data: {
          operation: site.library === site.operation ? site.operation : `${site.library} ${site.operation}`,
          without: fact.detail,
          remedy: fact.remedy ?? "a time limit",
        },
      });
    });
  },
});
