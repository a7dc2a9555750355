import { testRule } from "../../harness/test-rule.js";

const NODE = "FROM node:22-slim\nWORKDIR /app\nCOPY . .\n";
const START = 'CMD ["node", "main.js"]\n';

testRule("docker-non-root", {
  reports: {
    "an image without a user": `${NODE}${START}`,
    "root as the last user": `${NODE}USER node\nRUN id\nUSER root\n${START}`,
    "root by its number": `${NODE}USER 0:0\n${START}`,
    "a user that only the build stage has": `FROM node:22 AS build
USER node
RUN npm ci
FROM node:22-slim
COPY --from=build /app /app
${START}`,
    "an argument whose default is root": `${NODE}ARG RUN_AS=root\nUSER \${RUN_AS}\n${START}`,
    "distroless without nonroot":
      'FROM gcr.io/distroless/nodejs22-debian12\nCOPY main.js /\nCMD ["/main.js"]\n',
    "Node that Alpine installs": `FROM alpine:3.22\nRUN apk add --no-cache nodejs\n${START}`,
    "a mirror of the official images": `FROM public.ecr.aws/docker/library/node:22-slim\n${START}`,
    "a user named in a here-document": `${NODE}RUN <<EOF
cat > notes
USER node
EOF
${START}`,
  },
  silent: {
    "a user": `${NODE}USER node\n${START}`,
    "a user by number": `${NODE}USER 1000:1000\n${START}`,
    "a user of the stage below": `FROM node:22-slim AS base\nUSER node\nFROM base\nCOPY . .\n${START}`,
    "a user that an argument names": `${NODE}ARG UID=1001\nUSER \${UID}\n${START}`,
    "a user that the build names": `${NODE}ARG RUN_AS\nUSER $RUN_AS\n${START}`,
    "a user in lower case": `from node:22-slim\nuser node\n${START}`,
    "distroless nonroot":
      'FROM gcr.io/distroless/nodejs22-debian12:nonroot\nCOPY main.js /\nCMD ["/main.js"]\n',
    "distroless by digest alone": `FROM gcr.io/distroless/nodejs22-debian12@sha256:${"a".repeat(64)}\nCMD ["/main.js"]\n`,
    "a base that may name a user": `FROM registry.example.com/team/node:22\n${START}`,
    "a base that the build names": `ARG BASE\nFROM \${BASE}\n${START}`,
    "privileges dropped by the entrypoint": `${NODE}RUN apt-get update && apt-get install -y gosu\nENTRYPOINT ["gosu", "node"]\n${START}`,
    "a tool that drops privileges, beside a script": `${NODE}RUN apk add su-exec\nENTRYPOINT ["/entrypoint.sh"]\n${START}`,
    "setpriv in the shell form": `${NODE}CMD exec setpriv --reuid=node --clear-groups node main.js\n`,
    "a script, which may drop privileges": `${NODE}ENTRYPOINT ["docker-entrypoint.sh"]\n${START}`,
    "a base for other images, which starts nothing": NODE,
    "an image without Node": 'FROM golang:1.24\nCMD ["./server"]\n',
    "a Dockerfile for development": { code: `${NODE}${START}`, filename: "Dockerfile.dev" },
    "a Dockerfile of tests": { code: `${NODE}${START}`, filename: "test/smoke/Dockerfile" },
    "a template of a Dockerfile": { code: `${NODE}${START}`, filename: "Dockerfile.j2" },
    "a template by its text": `${NODE}{{ if .Values.root }}\n${START}{{ end }}\n`,
    "Windows containers": `FROM node:22-nanoserver\n${START}`,
  },
});
