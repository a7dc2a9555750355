import { defineConfigurationRule } from "../../define-configuration-rule.js";
import type { FaultlineRule } from "../../define-rule.js";
import { overAbsent, placeOf } from "../../over-sites.js";

export const dockerNoSecret: FaultlineRule = defineConfigurationRule({
  name: "docker-no-secret",
  type: "problem",
  docs: {
    description: "Disallow secrets in Dockerfiles and in the layers of images",
    preset: "strict",
    criteria: ["security-secrets"],
    mechanisms: ["secret-free"],
  },
  messages: {
    secret:
      "A secret gets out with the image: {{detail}}. Whoever can pull the image or read the file has it, and removing it in a later layer does not help. Use {{remedy}}, and replace the secret where it has been published.",
  },
  create(context) {
    return overAbsent(context, "secret-free", (site, fact) => {
      context.report({
        loc: placeOf(site, fact),
        messageId: "secret",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
