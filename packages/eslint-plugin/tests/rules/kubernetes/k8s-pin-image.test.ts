import { testRule } from "../../harness/test-rule.js";

const pod = (image: string, more = ""): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: payments }
spec:
  selector: { matchLabels: { app: payments } }
  template:
    metadata: { labels: { app: payments } }
    spec:
      containers:
        - name: app
          image: ${image}
${more}`;

testRule("k8s-pin-image", {
  reports: {
    "the tag latest": pod("registry.example.com/payments:latest"),
    "no tag behind a registry with a port": pod("registry.example.com:5000/team/payments"),
    "no tag of an image that Docker Hub serves": pod("nginx"),
    "a variant that moves like latest": pod("redis:alpine"),
    "several images in one report": pod(
      "registry.example.com/payments:latest",
      "        - { name: proxy, image: example/proxy }\n",
    ),
    "an init container": `${pod("registry.example.com/payments:1.4.0")}      initContainers:
        - { name: migrate, image: "example/migrate:main" }
`,
  },
  silent: {
    "a version": pod("registry.example.com/payments:1.4.0"),
    "a version behind a registry with a port": pod("registry.example.com:5000/team/payments:1.4.0"),
    "a digest without a tag": pod(`registry.example.com/payments@sha256:${"ab".repeat(32)}`),
    "a digest beside latest": pod(`example/payments:latest@sha256:${"ab".repeat(32)}`),
    "a bare name that no registry serves, which a build tool fills in": pod("payments"),
    "a tag that another tool fills in": pod("registry.example.com/payments:${TAG}"),
    "an image that is never pulled": pod(
      "example/payments:latest",
      "          imagePullPolicy: Never\n",
    ),
    "a patch, which names a container and no image": `apiVersion: apps/v1
kind: Deployment
metadata: { name: payments }
spec: { template: { spec: { containers: [{ name: app, env: [] }] } } }
`,
  },
});
