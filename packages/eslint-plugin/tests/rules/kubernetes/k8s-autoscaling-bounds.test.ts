import { deployment, LISTENS } from "../../harness/manifests.js";
import { testRule } from "../../harness/test-rule.js";

const REQUESTS = `${LISTENS}resources:
  requests: { cpu: 100m, memory: 128Mi }
`;
const UNSET = "minReadySeconds: 5";
const target = deployment({ spec: UNSET, container: REQUESTS });

const CPU =
  "metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } } }]";
const AMOUNT =
  "metrics: [{ type: Resource, resource: { name: memory, target: { type: AverageValue, averageValue: 500Mi } } }]";

const autoscaler = (bounds: string, metrics = CPU): string => `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: payments-scaler }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: payments }
  ${bounds}
  ${metrics}
`;

const SAFE = "minReplicas: 2\n  maxReplicas: 8";
const sidecar = deployment({
  spec: UNSET,
  container: REQUESTS,
  beside: "- { name: agent, image: example/agent:1.0.0 }",
});

testRule("k8s-autoscaling-bounds", {
  reports: {
    "a minimum of one": `${target}${autoscaler("minReplicas: 1\n  maxReplicas: 8")}`,
    "the default minimum, which is one": `${target}${autoscaler("maxReplicas: 8")}`,
    "no maximum": `${target}${autoscaler("minReplicas: 2")}`,
    "a maximum below the minimum": `${target}${autoscaler("minReplicas: 4\n  maxReplicas: 3")}`,
    "a share of a request that nobody makes": `${deployment({ spec: UNSET })}${autoscaler(SAFE)}`,
    "the default metric, a share of the CPU": `${deployment({ spec: UNSET })}${autoscaler(SAFE, "behavior: {}")}`,
    "the first version's way to ask for a share": `${deployment({ spec: UNSET })}${autoscaler(SAFE, "targetCPUUtilizationPercentage: 70").replace("autoscaling/v2", "autoscaling/v1")}`,
    "a container beside it without a request": `${sidecar}${autoscaler(SAFE)}`,
    "replicas that are set twice": `${deployment({ container: REQUESTS })}${autoscaler(SAFE)}`,
  },
  silent: {
    "safe bounds": `${target}${autoscaler(SAFE)}`,
    "a minimum that another tool fills in": `${target}${autoscaler("minReplicas: ${MIN}\n  maxReplicas: 8")}`,
    "a worker, which may rest": `${deployment({ spec: UNSET, container: "resources: { requests: { cpu: 1 } }" })}${autoscaler("minReplicas: 1\n  maxReplicas: 8")}`,
    "a target that stands elsewhere": autoscaler("minReplicas: 1\n  maxReplicas: 8").replace(
      "---\n",
      "",
    ),
    "a limit, which is the request too": `${deployment({ spec: UNSET, container: `${LISTENS}resources: { limits: { cpu: 1 } }` })}${autoscaler(SAFE)}`,
    "an amount, which needs no request": `${deployment({ spec: UNSET })}${autoscaler(SAFE, AMOUNT)}`,
    "requests that a LimitRange gives": `${deployment({ spec: UNSET })}${autoscaler(SAFE)}---
apiVersion: v1
kind: LimitRange
metadata: { name: defaults }
spec: { limits: [{ type: Container, defaultRequest: { cpu: 100m } }] }
`,
    "the one container that is measured": `${sidecar}${autoscaler(SAFE, "metrics: [{ type: ContainerResource, containerResource: { name: cpu, container: app, target: { type: Utilization, averageUtilization: 70 } } }]")}`,
    "a metric from elsewhere": `${deployment({ spec: UNSET })}${autoscaler(SAFE, "metrics: [{ type: Pods, pods: { metric: { name: rps }, target: { type: AverageValue, averageValue: 100 } } }]")}`,
    "a part of an autoscaler, as an overlay has it": `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: payments }
spec: { minReplicas: 1 }
`,
    "a Helm template": `${target}${autoscaler("maxReplicas: {{ .Values.max }}")}`,
  },
});
