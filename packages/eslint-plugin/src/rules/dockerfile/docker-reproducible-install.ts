import { defineConfigurationRule } from "../../define-configuration-rule.js";
import type { FaultlineRule } from "../../define-rule.js";
import { overSites, placeOf } from "../../over-sites.js";
import type { Fact } from "@faultline/contract";

const MECHANISMS = ["locked-install", "production-dependencies"] as const;
const MESSAGES = {
  "locked-install": "unlocked",
  "production-dependencies": "development",
} as const;

export const dockerReproducibleInstall: FaultlineRule = defineConfigurationRule({
  name: "docker-reproducible-install",
  type: "problem",
  docs: {
    description:
      "Require images to be built from the lock file, and to run without development packages",
    preset: "recommended",
    criteria: ["container-minimal"],
    mechanisms: MECHANISMS,
  },
  messages: {
    unlocked:
      "The image may hold other packages than were tested: {{detail}}. A release that was published since then gets into production unseen. Use {{remedy}}.",
    development:
      "The image holds packages that it does not run: {{detail}}. Each new instance waits for their download, and each flaw in one of them is one of the service. Use {{remedy}}.",
  },
  create(context) {
    return overSites(context, MECHANISMS, (site) => {
      const facts: Partial<Record<string, Fact>> = site.mechanisms;
      for (const mechanism of MECHANISMS) {
        const fact = facts[mechanism];
        if (fact?.state !== "absent") continue;
        context.report({
          loc: placeOf(site, fact),
          messageId: MESSAGES[mechanism],
          data: { detail: fact.detail, remedy: fact.remedy ?? "" },
        });
      }
    });
  },
});
