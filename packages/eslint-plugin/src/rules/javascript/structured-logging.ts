import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const structuredLogging: FaultlineRule = defineRule({
  name: "structured-logging",
  type: "problem",
  docs: {
    description: "Require log calls to pass values as fields of a structured logger",
    preset: "recommended",
    criteria: ["logs-structured"],
    mechanisms: ["structure"],
  },
  messages: {
    unstructured:
      "This log line has no structure: {{detail}}. During an incident it can't be found by the id it is about. Pass fields: `{{remedy}}`.",
  },
  create(context) {
    return overAbsent(context, "structure", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "unstructured",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
