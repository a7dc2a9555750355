import { defineConfigurationRule } from "../../define-configuration-rule.js";
import type { FaultlineRule } from "../../define-rule.js";
import { overAbsent, placeOf } from "../../over-sites.js";

export const dockerPinBase: FaultlineRule = defineConfigurationRule({
  name: "docker-pin-base",
  type: "problem",
  docs: {
    description: "Require the images that a Dockerfile builds on to have a fixed version",
    preset: "recommended",
    criteria: ["image-pinned"],
    mechanisms: ["pinned-image"],
  },
  messages: {
    moving:
      "The image that is built today is not the one that is built tomorrow: {{detail}}. A new major version then arrives with an unrelated release, and going back to the old commit does not bring the old image back. Name {{remedy}}.",
  },
  create(context) {
    return overAbsent(context, "pinned-image", (site, fact) => {
      context.report({
        loc: placeOf(site, fact),
        messageId: "moving",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
