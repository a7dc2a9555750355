import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { isOptionSet } from "../../option-flag.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const noContinueAfterCrash: FaultlineRule = defineRule({
  name: "no-continue-after-crash",
  type: "problem",
  docs: {
    description: "Disallow going on after an error that nobody handled",
    preset: "recommended",
    criteria: ["failure-process-handlers"],
    mechanisms: ["exit"],
    strictOptions: [{ rejections: true }],
  },
  messages: {
    continues:
      "This handler keeps a broken process alive: {{detail}}. Open transactions, held locks and half-written state then answer the next requests. Log the error, and end the process: `{{remedy}}`.",
  },
  schema: [
    {
      type: "object",
      properties: {
        rejections: {
          type: "boolean",
          description: "Also require handlers of `unhandledRejection` to end the process.",
        },
      },
      additionalProperties: false,
    },
  ],
  defaultOptions: [{ rejections: false }],
  create(context) {
    const wantsRejections = isOptionSet(context, "rejections");
    return overAbsent(context, "exit", (site, fact) => {
      if (site.operation === "unhandledRejection" && !wantsRejections) return;
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "continues",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
