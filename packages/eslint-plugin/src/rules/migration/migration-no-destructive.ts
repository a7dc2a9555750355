import { isSiteOfKind } from "@faultline/contract";
import { defineConfigurationRule } from "../../define-configuration-rule.js";
import type { FaultlineRule } from "../../define-rule.js";
import { isOptionSet } from "../../option-flag.js";
import { overSites, toEslintLocation } from "../../over-sites.js";

export const migrationNoDestructive: FaultlineRule = defineConfigurationRule({
  name: "migration-no-destructive",
  type: "problem",
  docs: {
    description: "Require schema changes that leave what the running release reads where it is",
    preset: "recommended",
    criteria: ["migrations-zero-downtime"],
    mechanisms: ["compatibility", "retention"],
    strictOptions: [{ drops: true }],
  },
  messages: {
    breaks: "This is not safe while another release runs: {{how}}. Use {{remedy}}.",
    drops: "This is not safe while another release runs: {{how}}. Ship {{remedy}}.",
  },
  schema: [
    {
      type: "object",
      properties: {
        drops: {
          type: "boolean",
          description:
            "Also report columns and tables that are dropped with nothing in their place, which is right once no release reads them.",
        },
      },
      additionalProperties: false,
    },
  ],
  defaultOptions: [{ drops: false }],
  create(context) {
    const wantsDrops = isOptionSet(context, "drops");
    return overSites(context, ["compatibility", "retention"], (site) => {
      if (!isSiteOfKind(site, "schema-change")) return;
      const { compatibility: moved, retention: dropped } = site.mechanisms;
      const loc = toEslintLocation(site.location);
      if (moved?.state === "absent") {
        const data = { how: moved.detail, remedy: moved.remedy ?? "several steps" };
        context.report({ loc, messageId: "breaks", data });
      } else if (wantsDrops && dropped?.state === "absent") {
        const data = { how: dropped.detail, remedy: dropped.remedy ?? "it later" };
        context.report({ loc, messageId: "drops", data });
      }
    });
  },
});
