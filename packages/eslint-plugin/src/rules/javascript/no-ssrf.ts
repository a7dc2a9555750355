import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const noSsrf: FaultlineRule = defineRule({
  name: "no-ssrf",
  type: "problem",
  docs: {
    description: "Disallow requests to a host that the client chooses",
    preset: "strict",
    criteria: ["security-ssrf"],
    mechanisms: ["fixed-host"],
  },
  messages: {
    host: "The client chooses the host: {{detail}}. It can make the server call the cloud's metadata service, or anything else inside the network. Demand {{remedy}}.",
  },
  create(context) {
    return overAbsent(context, "fixed-host", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "host",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
