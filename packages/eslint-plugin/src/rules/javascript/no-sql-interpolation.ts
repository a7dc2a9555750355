import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, placeOf } from "../../over-sites.js";

export const noSqlInterpolation: FaultlineRule = defineRule({
  name: "no-sql-interpolation",
  type: "problem",
  docs: {
    description: "Disallow values written into the text of an SQL statement",
    preset: "recommended",
    criteria: ["sql-parameterised"],
    mechanisms: ["parameters"],
  },
  messages: {
    interpolated:
      "The value is part of the SQL: {{detail}}. Whoever chooses the value can read or change any row. Use a parameter: {{remedy}}.",
  },
  create(context) {
    return overAbsent(context, "parameters", (site, fact) => {
      context.report({
        loc: placeOf(site, fact),
        messageId: "interpolated",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
