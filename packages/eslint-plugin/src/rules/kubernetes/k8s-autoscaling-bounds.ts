import { defineConfigurationRule } from "../../define-configuration-rule.js";
import type { FaultlineRule } from "../../define-rule.js";
import { reportAbsences } from "../../report-absences.js";

const MESSAGES = {
  "safe-minimum": "minimum",
  maximum: "maximum",
  "measured-resource": "unmeasured",
  "sole-control": "contested",
} as const;

export const k8sAutoscalingBounds: FaultlineRule = defineConfigurationRule({
  name: "k8s-autoscaling-bounds",
  type: "problem",
  docs: {
    description:
      "Require an autoscaler to have a safe minimum, a maximum, and something to measure",
    preset: "recommended",
    criteria: ["autoscaling-bounds"],
    mechanisms: ["safe-minimum", "maximum", "measured-resource", "sole-control"],
  },
  messages: {
    minimum:
      "{{target}} scales down to a single pod: {{detail}}. In quiet hours every crash, eviction or drained node is an outage, and the next rush meets one pod. Set {{remedy}} or more.",
    maximum:
      "{{target}} is not applied: {{detail}}. What it should scale stays as it is. Set {{remedy}}, no higher than the database and the cluster can take.",
    unmeasured:
      "{{target}} never scales: {{detail}}. Kubernetes then knows no utilisation and takes no action, however high the load. Set {{remedy}} on every container that is measured.",
    contested:
      "{{target}} is undone by each release: {{detail}}. Every kubectl apply scales back to that number, also at the height of the load. Take replicas out of the manifest.",
  },
  create(context) {
    return reportAbsences(context, MESSAGES);
  },
});
