import { deployment } from "../../harness/manifests.js";
import { testRule } from "../../harness/test-rule.js";

const RECREATE = "replicas: 3\nstrategy: { type: Recreate }";
const RECREATE_ONE = "replicas: 1\nstrategy: { type: Recreate }";
const CLAIM_MOUNT = `volumes:
  - name: data
    persistentVolumeClaim: { claimName: payments-data }
`;

const rolling = (replicas: number, steps: string): string =>
  deployment({ spec: `replicas: ${String(replicas)}\nstrategy:\n  rollingUpdate: { ${steps} }` });

const claim = (mode: string): string => `---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: payments-data
spec:
  accessModes: [${mode}]
`;

const controller = (kind: string, type: string): string => `apiVersion: apps/v1
kind: ${kind}
metadata:
  name: ledger
spec:
  updateStrategy: { type: ${type} }
  template:
    spec:
      containers:
        - name: ledger
          image: registry.example.com/ledger:2.0.0
          ports: [{ containerPort: 9090 }]
`;

testRule("k8s-rolling-update", {
  reports: {
    "Recreate on a workload that answers requests": deployment({ spec: RECREATE }),
    "maxUnavailable 100%": rolling(3, "maxUnavailable: 100%"),
    "maxUnavailable of all replicas": rolling(3, "maxUnavailable: 3, maxSurge: 1"),
    "one replica that may be unavailable": rolling(1, "maxUnavailable: 1"),
    "one replica and no surge, since a share of one rounds down to none and then counts as one":
      rolling(1, "maxSurge: 0"),
    "steps that leave no pod to replace": rolling(3, "maxUnavailable: 0, maxSurge: 0"),
    "Recreate beside a claim that many nodes may mount": `${deployment({ spec: RECREATE_ONE, pod: CLAIM_MOUNT })}${claim("ReadWriteMany")}`,
  },
  silent: {
    "the default strategy": deployment(),
    "an explicit rolling update": rolling(3, "maxUnavailable: 0, maxSurge: 1"),
    "a share that leaves some": rolling(3, "maxUnavailable: 50%"),
    "one replica with the default steps, which add before they remove": deployment({
      spec: "replicas: 1",
    }),
    "Recreate on a worker": deployment({ spec: RECREATE, container: "env: []" }),
    "Recreate on one replica whose claim one node at a time can mount": `${deployment({ spec: RECREATE_ONE, pod: CLAIM_MOUNT })}${claim("ReadWriteOnce")}`,
    "Recreate on one replica with a claim that stands elsewhere": deployment({
      spec: RECREATE_ONE,
      pod: CLAIM_MOUNT,
    }),
    "Recreate on a container that holds a port of the node": deployment({
      spec: RECREATE,
      container: "ports:\n  - containerPort: 53\n    hostPort: 53",
    }),
    "Recreate on the node's own network": deployment({ spec: RECREATE, pod: "hostNetwork: true" }),
    "absolute steps under an autoscaler": `${rolling(1, "maxUnavailable: 1")}---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: payments }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: payments }
  minReplicas: 4
  maxReplicas: 9
`,
    "absolute steps without a number of replicas": deployment({
      spec: "strategy:\n  rollingUpdate: { maxUnavailable: 1 }",
    }),
    "steps that another tool fills in": rolling(3, "maxUnavailable: '${MAX_UNAVAILABLE}'"),
    "a strategy that another tool fills in": deployment({
      spec: "strategy: { type: '${STRATEGY}' }",
    }),
    "a stateful set updated by hand": controller("StatefulSet", "OnDelete"),
    "a daemon set's own rolling update": controller("DaemonSet", "RollingUpdate"),
    "an Argo rollout": `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: payments }
spec:
  strategy: { canary: { steps: [{ setWeight: 20 }] } }
  template:
    spec:
      containers:
        - name: app
          image: registry.example.com/payments:1.4.0
          ports: [{ containerPort: 8080 }]
`,
    "a Helm template": `${deployment({ spec: RECREATE })}{{- include "extra" . }}\n`,
  },
});
