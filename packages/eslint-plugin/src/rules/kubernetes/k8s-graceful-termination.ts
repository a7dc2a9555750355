import { defineConfigurationRule } from "../../define-configuration-rule.js";
import type { FaultlineRule } from "../../define-rule.js";
import { reportAbsences } from "../../report-absences.js";

const MESSAGES = {
  "grace-period": "short",
  "stop-hook": "broken",
} as const;

export const k8sGracefulTermination: FaultlineRule = defineConfigurationRule({
  name: "k8s-graceful-termination",
  type: "problem",
  docs: {
    description: "Require the grace period to leave time for the preStop hook and the work in hand",
    preset: "recommended",
    criteria: ["graceful-shutdown"],
    mechanisms: ["grace-period", "stop-hook"],
  },
  messages: {
    short:
      "{{target}} is killed at its work: {{detail}}. Requests and jobs in hand fail with each release and each drained node. {{remedy}}.",
    broken:
      "{{target}} stops without its hook: {{detail}}. The hook fails at once, the pod gets SIGTERM while requests are still sent to it, and each release drops some. {{remedy}}.",
  },
  create(context) {
    return reportAbsences(context, MESSAGES);
  },
});
