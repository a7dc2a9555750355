import { isSiteOfKind } from "@faultline/contract";
import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { isOptionSet } from "../../option-flag.js";
import { overSites, toEslintLocation } from "../../over-sites.js";

const MECHANISMS = ["surfacing", "propagation"] as const;

export const noSwallowedError: FaultlineRule = defineRule({
  name: "no-swallowed-error",
  type: "problem",
  docs: {
    description: "Disallow error handlers that hide a failure from the caller",
    preset: "recommended",
    criteria: ["errors-not-swallowed", "logs-errors"],
    mechanisms: MECHANISMS,
    strictOptions: [{ onlyLogged: true, possiblyMeant: true }],
  },
  messages: {
    swallowed:
      "This handler hides a failure: {{detail}}. Lost writes and wrong answers then surface days later, without a trace. Let the caller know: {{remedy}}.",
    logged:
      "This handler tells the log and not the caller: {{detail}}. What builds on the answer goes on with work that was never done. Let the caller know: {{remedy}}.",
  },
  schema: [
    {
      type: "object",
      properties: {
        onlyLogged: {
          type: "boolean",
          description:
            "Also report handlers that log the failure while the caller is told success.",
        },
        possiblyMeant: {
          type: "boolean",
          description:
            "Also report empty handlers around work that is not known to leave the process, and `.catch(() => [])`.",
        },
      },
      additionalProperties: false,
    },
  ],
  defaultOptions: [{ onlyLogged: false, possiblyMeant: false }],
  create(context) {
    const mindsLogged = isOptionSet(context, "onlyLogged");
    const mindsMeant = isOptionSet(context, "possiblyMeant");
    return overSites(context, MECHANISMS, (site) => {
      if (!isSiteOfKind(site, "error-handler")) return;
      const { surfacing, propagation } = site.mechanisms;
      const isLogged = surfacing?.state === "present";
      const minds = isLogged ? mindsLogged : mindsMeant;
      const fact = surfacing?.state === "absent" ? surfacing : minds ? propagation : undefined;
      if (fact?.state !== "absent") return;
      context.report({
        loc: toEslintLocation(site.location),
        messageId: isLogged ? "logged" : "swallowed",
        data: { detail: fact.detail, remedy: fact.remedy ?? "rethrow it" },
      });
    });
  },
});
