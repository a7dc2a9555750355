import type { Fact, Mechanism } from "@faultline/contract";
import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overSites, toEslintLocation } from "../../over-sites.js";

const MESSAGES = {
  "token-signature": "unverified",
  "token-algorithm": "algorithm",
  "token-audience": "audience",
  "token-expiry": "expiry",
} as const satisfies Partial<Record<Mechanism, string>>;

const MECHANISMS = Object.keys(MESSAGES) as readonly (keyof typeof MESSAGES)[];

export const requireJwtChecks: FaultlineRule = defineRule({
  name: "require-jwt-checks",
  type: "problem",
  docs: {
    description: "Require tokens to be verified, to be for this service, and to expire",
    preset: "recommended",
    criteria: ["security-jwt"],
    mechanisms: ["token-signature", "token-algorithm", "token-audience", "token-expiry"],
  },
  messages: {
    unverified:
      "A token is believed unseen: {{detail}}. Anybody who can send a request is then whoever they say. Use {{remedy}}.",
    algorithm:
      "The algorithms of this token are open: {{detail}}. A forged token then passes for a real one, and its bearer for any user. Name them: `{{remedy}}`.",
    audience:
      "It is not checked whom this token is for: {{detail}}. Whoever has a token for some other service can use it here. Name both: `{{remedy}}`.",
    expiry:
      "This token does not expire: {{detail}}. One that is stolen or leaked opens the account for good. Limit its life: `{{remedy}}`.",
  },
  create(context) {
    return overSites(context, MECHANISMS, (site) => {
      const facts: { readonly [Name in Mechanism]?: Fact } = site.mechanisms;
      for (const mechanism of MECHANISMS) {
        const fact = facts[mechanism];
        if (fact?.state !== "absent") continue;
        context.report({
          loc: toEslintLocation(site.location),
          messageId: MESSAGES[mechanism],
          data: { detail: fact.detail, remedy: fact.remedy ?? "" },
        });
      }
    });
  },
});
