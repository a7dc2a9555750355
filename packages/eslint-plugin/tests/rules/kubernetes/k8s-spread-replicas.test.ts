import { deployment } from "../../harness/manifests.js";
import { testRule } from "../../harness/test-rule.js";

const autoscaler = (minimum: number): string => `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: payments }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: payments }
  minReplicas: ${String(minimum)}
  maxReplicas: 9
`;

testRule("k8s-spread-replicas", {
  reports: {
    "replicas that nothing keeps apart": deployment(),
    "replicas of an autoscaler": `${deployment({ spec: "minReadySeconds: 5" })}${autoscaler(2)}`,
  },
  silent: {
    "a single replica": deployment({ spec: "replicas: 1" }),
    "an autoscaler that may leave one": `${deployment({ spec: "minReadySeconds: 5" })}${autoscaler(1)}`,
    "spread constraints": deployment({
      pod: "topologySpreadConstraints:\n  - { maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway }",
    }),
    "pods that avoid each other": deployment({
      pod: "affinity:\n  podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [] }",
    }),
    "an affinity that another tool fills in": deployment({ pod: "affinity: ${AFFINITY}" }),
    "another scheduler": deployment({ pod: "schedulerName: volcano" }),
    "a worker": deployment({ container: "env: []" }),
  },
});
