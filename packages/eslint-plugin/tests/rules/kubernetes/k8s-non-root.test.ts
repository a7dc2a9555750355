import { deployment } from "../../harness/manifests.js";
import { testRule } from "../../harness/test-rule.js";

const pod = (context: string, container = ""): string =>
  deployment({
    pod: `securityContext: ${context}`,
    ...(container && { container: `securityContext: ${container}` }),
  });

const BESIDE = `- name: exporter
  image: registry.example.com/exporter:1.0.0
`;

const PROXY = `- name: istio-proxy
  image: registry.example.com/proxy:1.0.0
`;

testRule("k8s-non-root", {
  reports: {
    "a container without any security context": deployment(),
    "a security context of the pod that says nothing of the user": pod("{ fsGroup: 1000 }"),
    "a security context of the container that says nothing of the user": deployment({
      container: "securityContext: { allowPrivilegeEscalation: false }",
    }),
    "root by number": pod("{ runAsUser: 0 }"),
    "a container that takes root back": pod("{ runAsUser: 1000 }", "{ runAsUser: 0 }"),
    "a container that allows root again": pod("{ runAsNonRoot: true }", "{ runAsNonRoot: false }"),
    "the one of two containers that has none": deployment({
      container: "securityContext: { runAsNonRoot: true }",
      beside: BESIDE,
    }),
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
    "runAsNonRoot of the pod": pod("{ runAsNonRoot: true }"),
    "runAsNonRoot of the container": deployment({
      container: "securityContext: { runAsNonRoot: true }",
    }),
    "another user of the pod": pod("{ runAsUser: 1000 }"),
    "another user of the container": pod("{ runAsUser: 0 }", "{ runAsUser: 1000 }"),
    "a user that another tool fills in": pod("{ runAsUser: ${USER_ID} }"),
    "a security context that another tool fills in": pod("${SECURITY}"),
    "an injected proxy beside the service": deployment({
      container: "securityContext: { runAsNonRoot: true }",
      beside: PROXY,
    }),
    "an init container": deployment({
      pod: "securityContext: { runAsNonRoot: true }\ninitContainers:\n  - name: chown\n    image: registry.example.com/tools:1.0.0\n    securityContext: { runAsUser: 0, runAsNonRoot: false }",
    }),
    "an agent of the node": deployment().replace("kind: Deployment", "kind: DaemonSet"),
    "a container that is privileged on purpose": deployment({
      container: "securityContext: { privileged: true }",
    }),
    "a pod in a user namespace": deployment({ pod: "hostUsers: false" }),
    "a namespace of the same file that may forbid root": `${deployment()}---
apiVersion: v1
kind: Namespace
metadata:
  name: payments
  labels: { pod-security.kubernetes.io/enforce: restricted }
`,
  },
});
