import { isSiteOfKind } from "@faultline/contract";
import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { isOptionSet } from "../../option-flag.js";
import { overSites, toEslintLocation } from "../../over-sites.js";

/** What is judged, the worst first: one line is reported once. The last two only in full. */
const JUDGED = [
  ["error-object", "error", false],
  ["error-stack", "stack", true],
  ["request-context", "request", true],
] as const;

const MECHANISMS = ["error-object", "error-stack", "request-context"] as const;

export const requireLogContext: FaultlineRule = defineRule({
  name: "require-log-context",
  type: "problem",
  docs: {
    description: "Require lines about a failure to hold the error",
    preset: "recommended",
    criteria: ["logs-errors", "logs-context"],
    criterionByMessage: { request: "logs-context" },
    mechanisms: MECHANISMS,
    strictOptions: [{ full: true }],
  },
  messages: {
    error:
      "This line says that something failed, but not what: {{detail}}. Nobody can tell a timeout from a bug by it. Log {{remedy}}.",
    stack:
      "This line has only part of the error: {{detail}}. Where it came from has to be guessed. Log {{remedy}}.",
    request:
      "This line can't be traced to its request: {{detail}}. Lines of a hundred requests at once are told apart by nothing. Log through {{remedy}}.",
  },
  schema: [
    {
      type: "object",
      properties: {
        full: {
          type: "boolean",
          description: "Also require the error's stack, and the id of the request.",
        },
      },
      additionalProperties: false,
    },
  ],
  defaultOptions: [{ full: false }],
  create(context) {
    const isFull = isOptionSet(context, "full");
    return overSites(context, MECHANISMS, (site) => {
      if (!isSiteOfKind(site, "log")) return;
      for (const [mechanism, messageId, isStrict] of JUDGED) {
        const fact = site.mechanisms[mechanism];
        if (fact?.state !== "absent" || (isStrict && !isFull)) continue;
        context.report({
          loc: toEslintLocation(site.location),
          messageId,
          data: { detail: fact.detail, remedy: fact.remedy ?? "" },
        });
        return;
      }
    });
  },
});
