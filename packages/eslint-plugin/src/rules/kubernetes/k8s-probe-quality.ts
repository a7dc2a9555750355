import { defineConfigurationRule } from "../../define-configuration-rule.js";
import type { FaultlineRule } from "../../define-rule.js";
import { reportAbsences } from "../../report-absences.js";

const MESSAGES = {
  "liveness-patience": "impatient",
  "startup-patience": "startup",
  "cheap-probe": "costly",
} as const;

export const k8sProbeQuality: FaultlineRule = defineConfigurationRule({
  name: "k8s-probe-quality",
  type: "problem",
  docs: {
    description: "Require probes that help a pod which is slow or starting, and cost it little",
    preset: "recommended",
    criteria: ["probes-complete"],
    mechanisms: ["liveness-patience", "startup-patience", "cheap-probe"],
  },
  messages: {
    impatient:
      "{{target}} is restarted when it should only be left alone: {{detail}}. Under load, or while a dependency is away, all pods are killed at once instead of resting. Let liveness fail later, with {{remedy}}, or ask an endpoint that needs no dependency.",
    startup:
      "{{target}} has no startupProbe: {{detail}}. A slow node or a large migration then turns one slow start into a crash loop. Add a startupProbe whose failureThreshold × periodSeconds covers the longest start, and take the delay away.",
    costly:
      "{{target}} pays for its own health check: {{detail}}. Each start takes CPU and tens of megabytes from the limits of the container, and under load it times out, so that a healthy pod is killed. Ask the running process with httpGet, tcpSocket or grpc.",
  },
  create(context) {
    return reportAbsences(context, MESSAGES);
  },
});
