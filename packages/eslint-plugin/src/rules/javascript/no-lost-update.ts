import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { isOptionSet } from "../../option-flag.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const noLostUpdate: FaultlineRule = defineRule({
  name: "no-lost-update",
  type: "problem",
  docs: {
    description: "Disallow writing back what was read before, with nothing that keeps two apart",
    preset: "recommended",
    criteria: ["transaction-isolation"],
    mechanisms: ["atomicity"],
    strictOptions: [{ inserts: true }],
  },
  messages: {
    lost: "Two of these at once lose an update: {{detail}}. The second overwrites what the first did, and nobody is told. Make it one step: {{remedy}}.",
    doubled:
      "Two of these at once insert twice: {{detail}}. The rows are then there in two copies, or one request fails with an error nobody expects. Make it one step: {{remedy}}.",
  },
  schema: [
    {
      type: "object",
      properties: {
        inserts: {
          type: "boolean",
          description: "Report rows that are inserted because a read found none.",
        },
      },
      additionalProperties: false,
    },
  ],
  defaultOptions: [{ inserts: false }],
  create(context) {
    const inserts = isOptionSet(context, "inserts");
    return overAbsent(context, "atomicity", (site, fact) => {
      const isInsert = site.operation === "check-then-insert";
      if (isInsert && !inserts) return;
      context.report({
        loc: toEslintLocation(site.location),
        messageId: isInsert ? "doubled" : "lost",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
