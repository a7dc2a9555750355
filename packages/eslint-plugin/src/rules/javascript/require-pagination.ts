import type { Fact } from "@faultline/contract";
import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overSites, toEslintLocation } from "../../over-sites.js";

const MECHANISMS = ["row-limit", "upper-bound"] as const;

export const requirePagination: FaultlineRule = defineRule({
  name: "require-pagination",
  type: "problem",
  docs: {
    description: "Require a limit for lists that requests are answered with",
    preset: "strict",
    criteria: ["api-pagination"],
    mechanisms: MECHANISMS,
  },
  messages: {
    whole:
      "The list has no limit: {{detail}}. It grows with the table, until one request takes the memory of the process and the time of the database. Read a part: {{remedy}}.",
    size: "The page has no limit: {{detail}}, and one request can ask for the whole table. Bound it: {{remedy}}.",
  },
  create(context) {
    return overSites(context, MECHANISMS, (site) => {
      const facts: { readonly [name: string]: Fact | undefined } = site.mechanisms;
      for (const [mechanism, messageId] of [
        ["row-limit", "whole"],
        ["upper-bound", "size"],
      ] as const) {
        const fact = facts[mechanism];
        if (fact?.state !== "absent") continue;
        context.report({
          loc: toEslintLocation(site.location),
          messageId,
          data: { detail: fact.detail, remedy: fact.remedy ?? "" },
        });
      }
    });
  },
});
