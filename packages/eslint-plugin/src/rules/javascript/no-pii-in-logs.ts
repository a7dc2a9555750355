import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const noPiiInLogs: FaultlineRule = defineRule({
  name: "no-pii-in-logs",
  type: "problem",
  docs: {
    description: "Disallow personal data and secrets in logs",
    preset: "recommended",
    criteria: ["security-pii-logs"],
    mechanisms: ["privacy"],
  },
  messages: {
    private:
      "This line logs what should not leave the process: {{detail}}. Logs are copied, kept and read by far more people than the database. Log {{remedy}}.",
  },
  create(context) {
    return overAbsent(context, "privacy", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "private",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
