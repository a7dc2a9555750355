import { deployment, LISTENS, LIVENESS, READINESS, SERVICE } from "../../harness/manifests.js";
import { testRule } from "../../harness/test-rule.js";

const PORTLESS = "env: []";

const PROBED_SIDECAR = `- name: admin
  image: registry.example.com/admin:1.0.0
  ports:
    - containerPort: 9000
  readinessProbe: { tcpSocket: { port: 9000 } }
  livenessProbe: { tcpSocket: { port: 9000 } }
`;

const job = (kind: string, template: string): string => `apiVersion: batch/v1
kind: ${kind}
metadata:
  name: settle-api
spec:
${template}`;

const JOB_TEMPLATE = `  template:
    spec:
      restartPolicy: Never
      containers:
        - name: settle
          image: registry.example.com/settle:1.0.0
          ports:
            - containerPort: 8080
`;

testRule("k8s-require-probes", {
  reports: {
    "a container that listens and has neither probe": deployment(),
    "a missing readiness probe": deployment({ container: LISTENS + LIVENESS }),
    "a missing liveness probe": deployment({ container: LISTENS + READINESS }),
    "a startup probe alone": deployment({
      container: `${LISTENS}startupProbe:\n  httpGet: { path: /started, port: 8080 }`,
    }),
    "a probe set to null": deployment({
      container: `${LISTENS + LIVENESS}readinessProbe: null`,
    }),
    "pods that a Service of the file selects, without a declared port":
      deployment({ container: PORTLESS }) + SERVICE,
    "an API that declares no port": deployment({ name: "payment-api", container: PORTLESS }),
    "the container that a Service sends requests to, beside one with probes":
      deployment({ beside: PROBED_SIDECAR }) + SERVICE,
    "one workload of a list": `apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: ConfigMap
    metadata: { name: settings }
  - apiVersion: apps/v1
    kind: StatefulSet
    metadata: { name: ledger }
    spec:
      template:
        spec:
          containers:
            - name: ledger
              image: registry.example.com/ledger:2.0.0
              ports: [{ name: grpc, containerPort: 9090 }]
`,
    "a readable document beside a templated one": `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}
---
${deployment()}`,
  },
  silent: {
    "a container with both probes": deployment({ container: LISTENS + READINESS + LIVENESS }),
    "probes that come through an alias and a merge key": `x-probes: &probes
  readinessProbe: { tcpSocket: { port: 8080 } }
  livenessProbe: { tcpSocket: { port: 8080 } }
${deployment({ container: `${LISTENS}<<: *probes` })}`,
    "a worker": deployment({ container: PORTLESS }),
    "a worker whose name only mentions an API": deployment({
      name: "api-sync",
      container: PORTLESS,
    }),
    "a worker that is scraped for metrics": deployment({
      container: "ports:\n  - name: metrics\n    containerPort: 9090",
    }),
    "a metrics exporter": deployment().replace("name: app", "name: node-exporter"),
    "pods that another Service selects": `${deployment({ container: PORTLESS })}${SERVICE.replace("app: payments", "app: refunds")}`,
    "a Service of the same labels in another namespace": `${deployment({ container: PORTLESS }).replace("  name: payments", "  name: payments\n  namespace: live")}${SERVICE.replace("  name: front-door", "  name: front-door\n  namespace: test")}`,
    "a job": job("Job", JOB_TEMPLATE),
    "a cron job": job(
      "CronJob",
      `  schedule: "0 3 * * *"\n  jobTemplate:\n    spec:\n${JOB_TEMPLATE.replace(/^/gm, "    ").trimEnd()}\n`,
    ),
    "a pod that runs once": `apiVersion: v1
kind: Pod
metadata:
  name: smoke-test
spec:
  restartPolicy: Never
  containers:
    - name: smoke-test
      image: registry.example.com/smoke:1.0.0
      ports: [{ containerPort: 8080 }]
`,
    "init containers and native sidecars": deployment({
      pod: `initContainers:
  - name: log-shipper
    image: registry.example.com/shipper:1.0.0
    restartPolicy: Always
    ports:
      - containerPort: 2020
`,
      container: LISTENS + READINESS + LIVENESS,
    }),
    "an injected proxy without probes of its own": deployment({
      container: LISTENS + READINESS + LIVENESS,
      beside: `- name: istio-proxy
  image: docker.io/istio/proxyv2:1.24.0
  ports:
    - containerPort: 15090
`,
    }),
    "a second container without probes, when no Service is seen to reach it": deployment({
      beside: PROBED_SIDECAR,
    }),
    "a pod whose readiness gates decide": deployment({
      pod: "readinessGates:\n  - conditionType: target-health.elbv2.k8s.aws/web",
      container: LISTENS + LIVENESS,
    }),
    "ports that another tool fills in": deployment({ container: "ports: ${PORTS}" }),
    "a probe that another tool fills in": deployment({
      container: `${LISTENS}readinessProbe: \${READINESS}\nlivenessProbe: !reference [.probes, live]`,
    }),
    "a Helm template": `{{- if .Values.enabled }}\n${deployment()}{{- end }}\n`,
    "a Helm template that happens to be YAML": deployment().replace(
      "registry.example.com/payments:1.4.0",
      '"{{ .Values.image }}"',
    ),
    "a template that hides in comments": `# {{- with .Values.payments }}\n${deployment()}# {{- end }}\n`,
    "a ytt template": deployment().replace("image: ", "#@ if probes:\n          image: "),
    "a Kustomize patch, which leaves the image out": `apiVersion: apps/v1
kind: Deployment
metadata:
  name: payments
spec:
  template:
    spec:
      containers:
        - name: app
          ports: [{ containerPort: 8080 }]
`,
    "a Kustomize patch that names an image": {
      filename: "k8s/overlays/live/payments.yaml",
      code: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: payments
spec:
  template:
    spec:
      containers:
        - name: app
          image: registry.example.com/payments:1.5.0
          ports: [{ containerPort: 8080 }]
`,
    },
    "a patch that deletes": `apiVersion: apps/v1
kind: Deployment
metadata:
  name: payments-api
$patch: delete
`,
    "another group's Deployment": deployment().replace("apps/v1", "example.com/v1"),
    "a file without workloads": "openapi: 3.1.0\ninfo:\n  title: kind of an API\n",
    "a directive comment": deployment().replace(
      "        - name: app",
      "        # eslint-disable-next-line faultline/k8s-require-probes -- probed by the mesh\n        - name: app",
    ),
    "CRLF line ends and a byte order mark": `\uFEFF${deployment({ container: LISTENS + READINESS + LIVENESS }).replaceAll("\n", "\r\n")}`,
  },
});
