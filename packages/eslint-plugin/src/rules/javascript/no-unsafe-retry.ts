import { isSiteOfKind } from "@faultline/contract";
import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overSites, toEslintLocation } from "../../over-sites.js";

const MECHANISMS = ["repeatable", "selective"] as const;

export const noUnsafeRetry: FaultlineRule = defineRule({
  name: "no-unsafe-retry",
  type: "problem",
  docs: {
    description: "Disallow retries of what must not happen twice, and of errors that stay",
    preset: "strict",
    criteria: ["retry-safe"],
    mechanisms: MECHANISMS,
  },
  messages: {
    repeated:
      "This retry can do the same thing twice: {{detail}}. A lost answer then charges, sends or creates again. Make it recognisable: `{{remedy}}`.",
    indiscriminate:
      "This retry repeats what can't succeed: {{detail}}. A refused request is then refused several times, later and at others' cost. Select what is repeated: `{{remedy}}`.",
  },
  create(context) {
    return overSites(context, MECHANISMS, (site) => {
      if (!isSiteOfKind(site, "retry")) return;
      const { repeatable, selective } = site.mechanisms;
      const isUnsafe = repeatable?.state === "absent";
      const fact = isUnsafe ? repeatable : selective;
      if (fact?.state !== "absent") return;
      context.report({
        loc: toEslintLocation(site.location),
        messageId: isUnsafe ? "repeated" : "indiscriminate",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
