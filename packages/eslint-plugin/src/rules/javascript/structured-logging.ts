import { isSiteOfKind } from "@faultline/contract";
import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { isOptionSet } from "../../option-flag.js";
import { overSites, toEslintLocation } from "../../over-sites.js";

/** What is judged, the worst first: one line is reported once. The last two only throughout. */
const JUDGED = [
  ["arguments", "lost", false],
  ["structure", "console", false],
  ["structure-throughout", "console", true],
  ["fields", "woven", true],
] as const;

const MECHANISMS = ["arguments", "structure", "structure-throughout", "fields"] as const;

export const structuredLogging: FaultlineRule = defineRule({
  name: "structured-logging",
  type: "problem",
  docs: {
    description: "Require log calls to pass values as fields of a structured logger",
    preset: "recommended",
    criteria: ["logs-structured"],
    mechanisms: MECHANISMS,
    strictOptions: [{ throughout: true }],
  },
  messages: {
    lost: "This log line loses data: {{detail}}. When the failure happens, what it was is not on record. Pass {{remedy}}.",
    console:
      "This log line has no structure: {{detail}}. During an incident it can't be found by the id it is about. Use the service's logger: `{{remedy}}`.",
    woven:
      "This log line has no structure: {{detail}}. During an incident it can't be found by the id it is about. Pass fields: `{{remedy}}`.",
  },
  schema: [
    {
      type: "object",
      properties: {
        throughout: {
          type: "boolean",
          description:
            "Also judge start-up, packages without a logger, and values woven into messages.",
        },
      },
      additionalProperties: false,
    },
  ],
  defaultOptions: [{ throughout: false }],
  create(context) {
    const isThroughout = isOptionSet(context, "throughout");
    return overSites(context, MECHANISMS, (site) => {
      if (!isSiteOfKind(site, "log")) return;
      for (const [mechanism, messageId, isStrict] of JUDGED) {
        const fact = site.mechanisms[mechanism];
        if (fact?.state !== "absent" || (isStrict && !isThroughout)) continue;
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
