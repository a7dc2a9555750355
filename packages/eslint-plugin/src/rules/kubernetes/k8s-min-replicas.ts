import { defineConfigurationRule } from "../../define-configuration-rule.js";
import type { FaultlineRule } from "../../define-rule.js";
import { reportAbsences } from "../../report-absences.js";

const MESSAGES = {
  "spare-replica": "single",
  "room-to-drain": "budget",
} as const;

export const k8sMinReplicas: FaultlineRule = defineConfigurationRule({
  name: "k8s-min-replicas",
  type: "problem",
  docs: {
    description: "Require a second replica for workloads that answer requests",
    preset: "strict",
    criteria: ["failure-single-point"],
    mechanisms: ["spare-replica", "room-to-drain"],
  },
  messages: {
    single:
      "{{target}} answers from one pod alone: {{detail}}. Whenever that pod crashes, is evicted, or its node is drained, every request fails until another has started. Set {{remedy}} or more, or let an autoscaler with a minReplicas of 2 decide.",
    budget:
      "{{target}} lets no pod go: {{detail}}. No node that runs one of them can be drained, so upgrades of the cluster stall until somebody deletes pods by force. Use {{remedy}}, or run one replica more than must stay.",
  },
  create(context) {
    return reportAbsences(context, MESSAGES);
  },
});
