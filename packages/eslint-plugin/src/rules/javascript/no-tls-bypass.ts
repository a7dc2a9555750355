import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const noTlsBypass: FaultlineRule = defineRule({
  name: "no-tls-bypass",
  type: "problem",
  docs: {
    description: "Disallow connections that check no certificate",
    preset: "recommended",
    criteria: ["security-tls"],
    mechanisms: ["certificate-check"],
  },
  messages: {
    unchecked:
      "The other side of this connection is not checked: {{detail}}. Whoever sits between can read and change all that is sent, passwords included. Give it the authority to trust: `{{remedy}}`.",
  },
  create(context) {
    return overAbsent(context, "certificate-check", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "unchecked",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
