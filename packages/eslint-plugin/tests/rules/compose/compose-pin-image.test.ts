import { composeFile } from "../../harness/compose-files.js";
import { testRule } from "../../harness/test-rule.js";

const image = (reference: string): string =>
  composeFile().replace("registry.example.com/payments:1.4.0", reference);

testRule("compose-pin-image", {
  reports: {
    "no tag": image("registry.example.com/payments"),
    "no tag behind a port": image("registry.example.com:5000/payments"),
    latest: image("ghcr.io/example/payments:latest"),
    "latest in one flavour": image("timescale/timescaledb:latest-pg17"),
    "a flavour without a version": image("nginx:alpine"),
    "a branch": image("ghcr.io/example/payments:main"),
    "latest behind a registry that is filled in": image("${REGISTRY}/payments:latest"),
  },
  silent: {
    "a version": composeFile(),
    "a version behind a port": image("registry.example.com:5000/team/payments:1.4.0"),
    "a major version": image("nginx:1-alpine"),
    "a digest": image(`ghcr.io/example/payments@sha256:${"0a".repeat(32)}`),
    "latest beside a digest": image(`ghcr.io/example/payments:latest@sha256:${"0a".repeat(32)}`),
    "a tag from the environment": image("ghcr.io/example/payments:${TAG:?}"),
    "a tag from the environment with latest for a default": image(
      "ghcr.io/example/payments:${TAG:-latest}",
    ),
    "a version for a default": image("postgres:${VERSION:-17}"),
    "a name of an operating system's release": image("debian:bookworm-slim"),
    "an image that is built here": composeFile({ api: "build: ." }).replace(":1.4.0", ":latest"),
    "an image that another service builds": `${image("ghcr.io/example/payments:latest")}  worker:
    image: ghcr.io/example/payments:latest
    build: .
`,
    "an image that no registry serves": image("payments:latest"),
    "an image that is never pulled": composeFile({ api: "pull_policy: never" }).replace(
      ":1.4.0",
      ":latest",
    ),
    "a file for development": {
      filename: "docker-compose.local.yml",
      code: image("ghcr.io/example/payments:latest"),
    },
    "a file without a sign of what it is for": {
      filename: "compose.yaml",
      code: image("ghcr.io/example/payments:latest"),
    },
  },
});
