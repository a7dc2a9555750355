import { isSiteOfKind } from "@faultline/contract";
import { defineConfigurationRule } from "../../define-configuration-rule.js";
import type { FaultlineRule } from "../../define-rule.js";
import { isOptionSet } from "../../option-flag.js";
import { overAbsentOf } from "../../over-sites.js";

const WRITTEN = { "secret-storage": "written" } as const;
const ALL = { ...WRITTEN, "unguessable-secret": "guessable" } as const;

export const k8sNoInlineSecret: FaultlineRule = defineConfigurationRule({
  name: "k8s-no-inline-secret",
  type: "problem",
  docs: {
    description: "Disallow passwords, keys and tokens in manifests",
    preset: "recommended",
    criteria: ["security-secrets"],
    mechanisms: ["secret-storage", "unguessable-secret"],
    strictOptions: [{ guessable: true }],
  },
  messages: {
    written:
      "{{target}} holds {{detail}}. Everyone who can read the repository, or a copy of it from any day, can use it. Take it out, replace it with a new one, and read it from a Secret that is made outside of the repository or encrypted in it.",
    guessable:
      "{{target}} holds {{detail}}, and it is one that anybody would try first. Whoever reaches the port is in. Generate one, and read it from a Secret that is made outside of the repository or encrypted in it.",
  },
  schema: [
    {
      type: "object",
      properties: {
        guessable: {
          type: "boolean",
          description: "also defaults such as `postgres`, which are no secret to anyone",
        },
      },
      additionalProperties: false,
    },
  ],
  defaultOptions: [{ guessable: false }],
  create(context) {
    const isWanted = isOptionSet(context, "guessable");
    return overAbsentOf(context, isWanted ? ALL : WRITTEN, (messageId, { loc, site, fact }) => {
      // The same YAML may be a Compose file, whose services have a rule of their own.
      if (!isSiteOfKind(site, "credential")) return;
      context.report({
        loc,
        messageId,
        data: { target: site.target ?? site.operation, detail: fact.detail },
      });
    });
  },
});
