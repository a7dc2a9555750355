import { isSiteOfKind } from "@faultline/contract";
import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overSites, toEslintLocation } from "../../over-sites.js";

export const noSwallowedError: FaultlineRule = defineRule({
  name: "no-swallowed-error",
  type: "problem",
  docs: {
    description: "Disallow error handlers that hide a failure from the caller",
    preset: "recommended",
    criteria: ["errors-not-swallowed", "logs-errors"],
    mechanisms: ["surfacing", "propagation"],
    strictOptions: [{ onlyLogged: true }],
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
      },
      additionalProperties: false,
    },
  ],
  defaultOptions: [{ onlyLogged: false }],
  create(context) {
    const mindsLogged = readOnlyLogged(context.options[0]);
    return overSites(context, (site) => {
      if (!isSiteOfKind(site, "error-handler")) return;
      const { surfacing, propagation } = site.mechanisms;
      const isSwallowed = surfacing?.state === "absent";
      const fact = isSwallowed ? surfacing : mindsLogged ? propagation : undefined;
      if (fact?.state !== "absent") return;
      context.report({
        loc: toEslintLocation(site.location),
        messageId: isSwallowed ? "swallowed" : "logged",
        data: { detail: fact.detail, remedy: fact.remedy ?? "rethrow it" },
      });
    });
  },
});

function readOnlyLogged(options: unknown): boolean {
  return (
    typeof options === "object" &&
    options !== null &&
    "onlyLogged" in options &&
    options.onlyLogged === true
  );
}
