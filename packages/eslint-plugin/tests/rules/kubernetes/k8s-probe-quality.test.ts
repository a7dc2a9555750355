import { deployment, LISTENS } from "../../harness/manifests.js";
import { testRule } from "../../harness/test-rule.js";

const probes = (liveness: string, readiness = ""): string =>
  deployment({
    container: `${LISTENS}${readiness === "" ? "" : `readinessProbe:\n  ${readiness}\n`}livenessProbe:\n  ${liveness}\n`,
  });

const HEALTH = "httpGet: { path: /health, port: 8080 }";
const GRPC = "grpc: { port: 8080 }";
const NAMED = `ports:
  - { name: http, containerPort: 8080 }
readinessProbe:
  httpGet: { path: /health, port: http }
livenessProbe:
  httpGet: { path: /health, port: 8080, scheme: HTTP }
`;

testRule("k8s-probe-quality", {
  reports: {
    "the same endpoint and the same patience": probes(HEALTH, HEALTH),
    "the same endpoint and less patience": probes(`${HEALTH}\n  periodSeconds: 5`, HEALTH),
    "the same gRPC service": probes(GRPC, GRPC),
    "the same endpoint, once by the port's name": deployment({ container: NAMED }),
    "a long delay in place of a startup probe": probes(`${HEALTH}\n  initialDelaySeconds: 120`),
    "a start that is killed before it is expected to end": probes(
      `${HEALTH}\n  failureThreshold: 4`,
      `${HEALTH}\n  initialDelaySeconds: 50`,
    ),
    "a probe that starts node": probes('exec: { command: ["node", "healthcheck.js"] }'),
    "a probe that starts node through a shell": probes(
      'exec: { command: ["/bin/sh", "-c", "NODE_ENV=production exec node dist/health.js || exit 1"] }',
    ),
    "a probe that starts npm": probes("exec: { command: [npm, run, health] }"),
  },
  silent: {
    "the same endpoint with more patience": probes(`${HEALTH}\n  failureThreshold: 6`, HEALTH),
    "the same endpoint with longer pauses": probes(`${HEALTH}\n  periodSeconds: 30`, HEALTH),
    "different endpoints": probes("httpGet: { path: /live, port: 8080 }", HEALTH),
    "different ports": probes("httpGet: { path: /health, port: 9090 }", HEALTH),
    "the same endpoint with other headers": probes(
      "httpGet: { path: /health, port: 8080, httpHeaders: [{ name: X-Check, value: live }] }",
      HEALTH,
    ),
    "the same open port, as the Kubernetes documentation has it": probes(
      "tcpSocket: { port: 8080 }",
      "tcpSocket: { port: 8080 }",
    ),
    "the same command, as the Kubernetes documentation has it": probes(
      'exec: { command: ["sh", "-c", "zookeeper-ready 2181"] }',
      'exec: { command: ["sh", "-c", "zookeeper-ready 2181"] }',
    ),
    "patience that another tool fills in": probes(
      `${HEALTH}\n  failureThreshold: \${LIVE}`,
      HEALTH,
    ),
    "a long delay beside a startup probe": probes(
      `${HEALTH}\n  initialDelaySeconds: 120\nstartupProbe:\n  ${HEALTH}\n  failureThreshold: 60`,
    ),
    "a short delay": probes(`${HEALTH}\n  initialDelaySeconds: 15`),
    "a probe that seldom starts node": probes(
      'exec: { command: ["node", "healthcheck.js"] }\n  periodSeconds: 120',
    ),
    "a command that only mentions node": probes('exec: { command: ["cat", "/tmp/node"] }'),
    "a command that looks for the node process": probes('exec: { command: ["pgrep", "node"] }'),
    "a proxy beside the service": deployment({
      beside: `- name: istio-proxy
  image: example/proxy:1.0.0
  readinessProbe: { httpGet: { path: /healthz, port: 15021 } }
  livenessProbe: { httpGet: { path: /healthz, port: 15021 } }`,
    }),
    "a Helm template": `${probes(HEALTH, HEALTH)}{{- include "extra" . }}\n`,
  },
});
