import { isSiteOfKind } from "@faultline/contract";
import { defineConfigurationRule } from "../../define-configuration-rule.js";
import type { FaultlineRule } from "../../define-rule.js";
import { overSites, placeOf } from "../../over-sites.js";

const MECHANISMS = ["readiness-probe", "liveness-probe"] as const;

export const k8sRequireProbes: FaultlineRule = defineConfigurationRule({
  name: "k8s-require-probes",
  type: "problem",
  docs: {
    description: "Require readiness and liveness probes on workloads that answer requests",
    preset: "recommended",
    criteria: ["failure-health-check", "probes-complete"],
    mechanisms: MECHANISMS,
  },
  messages: {
    neither:
      "{{target}} has no probes: {{readiness}}, nor a livenessProbe. Kubernetes sends it requests before it can answer them, and never restarts it when it hangs. Add a readinessProbe that fails while the service can't do its work, and a livenessProbe that asks only whether the process still answers.",
    readiness:
      "{{target}} is sent requests it may be unable to answer: {{readiness}}. Clients get errors whenever a pod starts or loses a dependency. Add a readinessProbe that fails while the service can't do its work.",
    liveness:
      "{{target}} is not restarted when it hangs: {{liveness}}. A process that is stuck stays stuck until someone notices. Add a livenessProbe that asks only whether the process still answers, and no dependency of it.",
  },
  create(context) {
    return overSites(context, MECHANISMS, (site) => {
      if (!isSiteOfKind(site, "workload")) return;
      const readiness = site.mechanisms["readiness-probe"];
      const liveness = site.mechanisms["liveness-probe"];
      const isUnready = readiness?.state === "absent";
      const isImmortal = liveness?.state === "absent";
      if (!isUnready && !isImmortal) return;
      context.report({
        loc: placeOf(site, readiness, liveness),
        messageId: isUnready && isImmortal ? "neither" : isUnready ? "readiness" : "liveness",
        data: {
          target: site.target ?? site.operation,
          readiness: readiness?.detail ?? "",
          liveness: liveness?.detail ?? "",
        },
      });
    });
  },
});
