import { defineConfigurationRule } from "../../define-configuration-rule.js";
import type { FaultlineRule } from "../../define-rule.js";
import { overAbsent, placeOf } from "../../over-sites.js";

export const composePinImage: FaultlineRule = defineConfigurationRule({
  name: "compose-pin-image",
  type: "problem",
  docs: {
    description: "Require deployed services to name the version of the image they run",
    preset: "recommended",
    criteria: ["image-pinned"],
    mechanisms: ["pinned-image"],
  },
  messages: {
    moving:
      "{{target}} runs whatever was published last: {{detail}}. A pull on another day or host brings another version, untested and without a way back to the one before. Name a version tag, or a digest.",
  },
  create(context) {
    return overAbsent(context, "pinned-image", (site, fact) => {
      context.report({
        loc: placeOf(site, fact),
        messageId: "moving",
        data: { target: site.target ?? site.operation, detail: fact.detail },
      });
    });
  },
});
