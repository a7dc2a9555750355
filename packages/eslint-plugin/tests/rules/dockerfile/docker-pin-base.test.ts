import { testRule } from "../../harness/test-rule.js";

testRule("docker-pin-base", {
  reports: {
    "no tag": "FROM node\n",
    latest: "FROM node:latest AS build\nFROM scratch\nCOPY --from=build /app /app\n",
    "a tag that follows the long-term line": "FROM node:lts-alpine\n",
    "a variant without a version": "FROM node:slim\n",
    "a codename of Debian without a version of Node": "FROM node:bookworm-slim\n",
    "nginx by its channel": "FROM nginx:stable-alpine\n",
    "an owner's image": "FROM team/base\n",
    "a registry with a port": "FROM registry.example.com:5000/node\n",
    "the default of an argument, where the fix goes": `ARG NODE_VERSION=latest
FROM node:\${NODE_VERSION} AS build
RUN npm ci
FROM node:\${NODE_VERSION}
COPY --from=build /app /app
`,
    "an image that files are copied from":
      "FROM node:22-slim\nCOPY --from=ghcr.io/example/tool:latest /tool /bin/tool\n",
    "behind a platform": "FROM --platform=$BUILDPLATFORM node AS build\n",
    "in lower case, behind a comment":
      "# syntax=docker/dockerfile:1\n# the base\nfrom node:latest as build\n",
  },
  silent: {
    "a version": "FROM node:22-slim\n",
    "a digest": `FROM node@sha256:${"a".repeat(64)}\n`,
    "a long-term line of Node by its name": "FROM node:jod-alpine\n",
    "a codename of Debian": "FROM debian:bookworm-slim\n",
    "a registry with a port": "FROM registry.example.com:5000/node:22\n",
    "an earlier stage": "FROM node:22 AS build\nFROM build\n",
    "an earlier stage in other letters":
      "FROM node:22 AS Build\nFROM build\nCOPY --from=BUILD /a /b\n",
    "an earlier stage by number": "FROM node:22\nFROM node:22-slim\nCOPY --from=0 /app /app\n",
    scratch: "FROM scratch\nCOPY app /\n",
    "a version from an argument": "ARG NODE_VERSION=22.12.0\nFROM node:${NODE_VERSION}-slim\n",
    "a default inside of the variable": "FROM node:${NODE_VERSION:-22}-slim\n",
    "an argument that the build passes": "ARG TAG\nFROM node:$TAG\n",
    "one's own image that the build passes": "ARG BASE_IMAGE=team/base\nFROM ${BASE_IMAGE}\n",
    "an argument that is set after FROM only": "FROM node:22\nARG TAG=latest\n",
    "distroless, whose name has the version": "FROM gcr.io/distroless/nodejs22-debian12\n",
    "an image that is built nearby": "FROM payments-base\n",
    "a context that the build names": "FROM node:22\nCOPY --from=assets / /assets\n",
    "a stage that the final one does not need":
      "FROM node AS lint\nRUN npm run lint\nFROM node:22-slim\n",
    "a template's version": "FROM node:%%NODE_VERSION%%\n",
    "a template's image": "FROM {{ base }}\n",
    "a final stage for tests": "FROM node:latest AS test\n",
    "text in a here-document": "FROM node:22\nRUN <<EOF\nFROM node\nEOF\n",
    "a directive comment":
      "# eslint-disable-next-line faultline/docker-pin-base -- rebuilt each night on purpose\nFROM node:latest\n",
    "a directive comment, with CRLF":
      "ARG A=1\r\n# eslint-disable-next-line faultline/docker-pin-base -- why\r\nFROM node:latest\r\n",
  },
});
