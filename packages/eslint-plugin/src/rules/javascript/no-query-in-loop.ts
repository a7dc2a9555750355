import type { FaultSite } from "@faultline/contract";
import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const noQueryInLoop: FaultlineRule = defineRule({
  name: "no-query-in-loop",
  type: "problem",
  docs: {
    description:
      "Disallow a query for each item of a list where one query could ask for all of them",
    preset: "strict",
    criteria: ["n-plus-one"],
    mechanisms: ["batching"],
  },
  messages: {
    repeated:
      "`{{operation}}` runs in a loop: {{detail}}. A hundred items cost a hundred round trips, and a request that was fast in tests slows down with the data. Ask once: `{{remedy}}`.",
  },
  create(context) {
    return overAbsent(context, "batching", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "repeated",
        data: {
          operation: nameOf(site),
          detail: fact.detail,
          remedy: fact.remedy ?? "",
        },
      });
    });
  },
});

/** `getMembers` for a call that leads to a query, `user.findFirst` for the query itself. */
function nameOf({ kind, target, operation }: FaultSite): string {
  if (target === undefined) return operation;
  return kind === "indirect-call" ? target : `${target}.${operation}`;
}
