import type { FaultKind, FaultSite } from "@faultline/contract";
import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";
import { suggestionsFor } from "../../suggestions.js";

/** What waits for a database, which all requests of a process share. */
const DATABASE_KINDS: ReadonlySet<FaultKind> = new Set([
  "pool",
  "database-client",
  "database-query",
]);

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
  hasSuggestions: true,
  messages: {
    insert: "Insert `{{remedy}}`.",
    unbounded:
      "Nothing limits how long `{{operation}}` waits: {{without}}. A dependency that hangs holds every caller here. Set a limit: `{{remedy}}`.",
    unboundedDatabase:
      "Nothing limits how long `{{operation}}` waits: {{without}}. One slow database takes every request of this process with it. Set a limit: `{{remedy}}`.",
  },
  create(context) {
    return overAbsent(context, "timeout", (site, fact) => {
      // A breaker without a limit is `no-breaker-misuse`'s.
      if (site.kind === "circuit-breaker") return;
      context.report({
        loc: toEslintLocation(site.location),
        messageId: DATABASE_KINDS.has(site.kind) ? "unboundedDatabase" : "unbounded",
        data: {
          operation: nameOf(site),
          without: fact.detail,
          remedy: fact.remedy ?? "a time limit",
        },
        suggest: suggestionsFor(fact),
      });
    });
  },
});

/** A function of the project's own goes by its own name alone. */
function nameOf({ kind, library, operation }: FaultSite): string {
  return library === operation || kind === "indirect-call" ? operation : `${library} ${operation}`;
}
