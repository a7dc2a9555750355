import { deployment } from "../../harness/manifests.js";
import { testRule } from "../../harness/test-rule.js";

const COMPLETE = `resources:
  requests: { cpu: 200m, memory: 256Mi }
  limits: { memory: 512Mi }
`;

const withResources = (resources: string): string => deployment({ container: resources });

const SIDECAR = `- name: exporter
  image: registry.example.com/exporter:1.0.0
`;

const beside = (kind: string, group: string): string => `---
apiVersion: ${group}
kind: ${kind}
metadata: { name: defaults }
spec: {}
`;

testRule("k8s-require-resources", {
  reports: {
    "a container without resources": deployment(),
    "empty resources": withResources("resources: {}"),
    "requests without a memory limit": withResources(
      "resources:\n  requests: { cpu: 200m, memory: 256Mi }",
    ),
    "a memory limit without a cpu request": withResources(
      "resources:\n  limits: { memory: 512Mi }",
    ),
    "the one container that has none": deployment({ container: COMPLETE, beside: SIDECAR }),
    "a job too": `apiVersion: batch/v1
kind: Job
metadata: { name: settle }
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: settle
          image: registry.example.com/settle:1.0.0
`,
  },
  silent: {
    "requests and a memory limit, with no cpu limit": withResources(COMPLETE),
    "limits alone, since each stands for its request too": withResources(
      "resources:\n  limits: { cpu: 500m, memory: 512Mi }",
    ),
    "resources of the pod as a whole": deployment({ pod: COMPLETE, beside: SIDECAR }),
    "resources shared through an alias": `x-resources: &small
  requests: { cpu: 50m, memory: 64Mi }
  limits: { memory: 128Mi }
${withResources("resources: *small")}`,
    "resources merged from two places": withResources(`resources:
  <<: [{ requests: { cpu: 50m, memory: 64Mi } }, { limits: { memory: 128Mi } }]`),
    "resources that another tool fills in": withResources("resources: ${RESOURCES}"),
    "an init container, which is gone when requests come": deployment({
      pod: "initContainers:\n  - name: migrate\n    image: registry.example.com/migrate:1.0.0",
      container: COMPLETE,
    }),
    "a file with a LimitRange": `${deployment()}${beside("LimitRange", "v1")}`,
    "a file with a vertical autoscaler": `${deployment()}${beside("VerticalPodAutoscaler", "autoscaling.k8s.io/v1")}`,
    "a Kustomize patch": deployment().replace(/ +image: .*\n/, ""),
    "a Helm template": deployment({ container: "{{- toYaml .Values.extra | nindent 10 }}" }),
  },
});
