import { isSiteOfKind } from "@faultline/contract";
import { defineConfigurationRule } from "../../define-configuration-rule.js";
import type { FaultlineRule } from "../../define-rule.js";
import { overSites, placeOf } from "../../over-sites.js";

const MECHANISMS = ["health-check", "ready-dependencies"] as const;

export const composeRequireHealthcheck: FaultlineRule = defineConfigurationRule({
  name: "compose-require-healthcheck",
  type: "problem",
  docs: {
    description:
      "Require a health check on services that others wait for, and that they wait for it",
    preset: "recommended",
    criteria: ["failure-health-check", "recovery-automatic"],
    criterionByMessage: { unawaited: "recovery-automatic" },
    mechanisms: MECHANISMS,
  },
  messages: {
    unchecked:
      "{{target}} {{detail}}. After each deployment or reboot its dependents fail or crash until it is up, and when it hangs nobody is told. Add a healthcheck that asks it a question, and depends_on with condition: service_healthy where it is needed.",
    unawaited:
      "{{target}} does not wait for the health of {{detail}}: this form of depends_on waits for the container to exist, and not for what runs in it. After each deployment or reboot its first requests and connections fail. Use the long form with condition: service_healthy.",
  },
  create(context) {
    return overSites(context, MECHANISMS, (site) => {
      if (!isSiteOfKind(site, "service")) return;
      const target = site.target ?? site.operation;
      const health = site.mechanisms["health-check"];
      const ready = site.mechanisms["ready-dependencies"];
      if (health?.state === "absent")
        context.report({
          loc: placeOf(site, health),
          messageId: "unchecked",
          data: { target: target, detail: health.detail },
        });
      if (ready?.state === "absent")
        context.report({
          loc: placeOf(site, ready),
          messageId: "unawaited",
          data: { target: target, detail: ready.detail },
        });
    });
  },
});
