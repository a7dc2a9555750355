import { deployment, SERVICE } from "../../harness/manifests.js";
import { testRule } from "../../harness/test-rule.js";

const one = deployment({ spec: "replicas: 1" });

const autoscaler = (kind = "HorizontalPodAutoscaler", api = "autoscaling/v2"): string => `---
apiVersion: ${api}
kind: ${kind}
metadata: { name: payments }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: payments }
  minReplicas: 3
  maxReplicas: 9
`;

const budget = (spec: string): string => `---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: payments }
spec:
  selector: { matchLabels: { app: payments } }
  ${spec}
`;

testRule("k8s-min-replicas", {
  reports: {
    "a single replica": one,
    "the default of one": deployment({ spec: "minReadySeconds: 5" }),
    "an autoscaler of something else": `${one}${autoscaler().replace("name: payments }\n  min", "name: ledger }\n  min")}`,
    "a budget that keeps all replicas": `${deployment()}${budget("minAvailable: 3")}`,
    "a budget that keeps 100 %": `${deployment()}${budget("minAvailable: 100%")}`,
    "a budget that lets none go": `${deployment()}${budget("maxUnavailable: 0")}`,
    "a budget that keeps all that the autoscaler may leave": `${deployment({ spec: "minReadySeconds: 5" })}${autoscaler()}${budget("minAvailable: 3")}`,
  },
  silent: {
    "two replicas": deployment({ spec: "replicas: 2" }),
    "replicas that an autoscaler decides": `${one}${autoscaler()}`,
    "replicas that KEDA decides": `${one}${autoscaler("ScaledObject", "keda.sh/v1alpha1")}`,
    "a workload that is switched off": deployment({ spec: "replicas: 0" }),
    "a worker": deployment({ spec: "replicas: 1", container: "env: []" }),
    "replicas that another tool fills in": deployment({ spec: "replicas: ${REPLICAS}" }),
    "a strategy that allows for one at a time": deployment({
      spec: "replicas: 1\nstrategy: { type: Recreate }",
    }),
    "a claim that one node at a time can mount": deployment({
      spec: "replicas: 1",
      pod: "volumes:\n  - name: data\n    persistentVolumeClaim: { claimName: data }",
    }),
    "the files of a node": deployment({
      spec: "replicas: 1",
      pod: "volumes:\n  - name: data\n    hostPath: { path: /data }",
    }),
    "a database, by its image": one.replace("payments:1.4.0", "postgres:17.2"),
    "a database, by its port": deployment({
      spec: "replicas: 1",
      container: "ports:\n  - containerPort: 5432",
    }),
    "a stateful set": `${one.replace("kind: Deployment", "kind: StatefulSet")}${SERVICE}`,
    "a budget that lets one go": `${deployment()}${budget("minAvailable: 2")}`,
    "a share that lets one go": `${deployment()}${budget("minAvailable: 50%")}`,
    "a budget for other pods": `${deployment()}${budget("minAvailable: 3").replace("app: payments", "app: ledger")}`,
    "a budget for pods that stand elsewhere": budget("maxUnavailable: 0").replace("---\n", ""),
    "a Kustomize patch": {
      code: one.replace(/ {2}selector:\n.*\n/, ""),
      filename: "k8s/overlays/production/payments.yaml",
    },
  },
});
