import { deployment, LISTENS } from "../../harness/manifests.js";
import { testRule } from "../../harness/test-rule.js";

const hook = (preStop: string, pod = "", container = LISTENS): string =>
  deployment({ pod, container: `${container}lifecycle:\n  preStop: ${preStop}\n` });

const distroless = (code: string): string =>
  code.replace(
    "registry.example.com/payments:1.4.0",
    "gcr.io/distroless/nodejs22-debian12:nonroot",
  );

testRule("k8s-graceful-termination", {
  reports: {
    "no grace at all": deployment({ pod: "terminationGracePeriodSeconds: 0" }),
    "a hook as long as the default": hook('{ exec: { command: ["sleep", "30"] } }'),
    "a hook through a shell": hook(
      '{ exec: { command: ["/bin/sh", "-c", "sleep 60; kill -QUIT 1"] } }',
      "terminationGracePeriodSeconds: 45",
    ),
    "the built-in sleep": hook("{ sleep: { seconds: 20 } }", "terminationGracePeriodSeconds: 20"),
    "a worker's hook too": hook('{ exec: { command: ["sleep", "1m"] } }', "", "env: []\n"),
    "a command that no shell splits": hook('{ exec: { command: ["sleep 10"] } }'),
    "a hook that Kubernetes never runs": hook("{ tcpSocket: { port: 8080 } }"),
    "a shell in an image that has none": distroless(
      hook('{ exec: { command: ["sh", "-c", "sleep 5"] } }'),
    ),
  },
  silent: {
    "the default": deployment(),
    "a hook that leaves time": hook('{ exec: { command: ["sleep", "5"] } }'),
    "a long hook and a longer period": hook(
      '{ exec: { command: ["sleep", "60"] } }',
      "terminationGracePeriodSeconds: 90",
    ),
    "a period that another tool fills in": hook(
      '{ exec: { command: ["sleep", "60"] } }',
      "terminationGracePeriodSeconds: ${GRACE}",
    ),
    "a hook whose time can't be read": hook('{ exec: { command: ["/drain.sh", "60"] } }'),
    "a word that only looks like a sleep": hook(
      '{ exec: { command: ["/bin/sh", "-c", "nosleep 60"] } }',
    ),
    "a shell in the debug variant": distroless(
      hook('{ exec: { command: ["sh", "-c", "sleep 5"] } }'),
    ).replace(":nonroot", ":debug"),
    "the built-in sleep in an image without a shell": distroless(hook("{ sleep: { seconds: 5 } }")),
    "a job": `apiVersion: batch/v1
kind: Job
metadata: { name: migrate }
spec:
  template:
    spec:
      restartPolicy: Never
      terminationGracePeriodSeconds: 0
      containers: [{ name: migrate, image: example/migrate:1.0.0 }]
`,
  },
});
