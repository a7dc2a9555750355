import { testRule } from "../../harness/test-rule.js";

const START = 'CMD ["node", "main.js"]\n';

testRule("docker-minimal-base", {
  reports: {
    "a full base": `FROM node:22\nCOPY . .\n${START}`,
    "a full base of a stage that the final one starts from": `FROM node:22-bookworm AS base
FROM base AS build
RUN npm ci
FROM base
COPY --from=build /app /app
${START}`,
    "compilers that stay": `FROM node:22-alpine\nRUN apk add --no-cache python3 make g++\nRUN npm ci --omit=dev\n${START}`,
    "compilers among other packages, on lines of their own": `FROM node:22-slim
RUN apt-get update && \\
  # for the native modules
  apt-get install -y --no-install-recommends \\
    build-essential && \\
  rm -rf /var/lib/apt/lists/*
${START}`,
    "compilers in a here-document": `FROM node:22-alpine\nRUN <<EOF\nset -e\napk add g++\nnpm ci\nEOF\n${START}`,
  },
  silent: {
    "a slim base": `FROM node:22-slim\n${START}`,
    "an alpine base": `FROM node:22-alpine3.22\n${START}`,
    distroless: 'FROM gcr.io/distroless/nodejs22-debian12:nonroot\nCMD ["main.js"]\n',
    "a full base of the build alone": `FROM node:22 AS build\nRUN npm ci\nFROM node:22-slim\nCOPY --from=build /app /app\n${START}`,
    "compilers of the build alone": `FROM node:22-alpine AS build\nRUN apk add g++\nFROM node:22-alpine\nCOPY --from=build /app /app\n${START}`,
    "compilers that the same step takes away": `FROM node:22-alpine\nRUN apk add --virtual .build g++ && npm ci --omit=dev && apk del .build\n${START}`,
    "a base by digest, which does not say": `FROM node@sha256:${"a".repeat(64)}\n${START}`,
    "a base that the build names": `ARG BASE\nFROM $BASE\n${START}`,
    "an image that starts nothing": "FROM node:22\nRUN npm i -g pnpm@9\n",
    "a word in a text": `FROM node:22-slim\nRUN echo "apt-get install g++"\n${START}`,
    "an image of another language": 'FROM golang:1.24\nCMD ["./server"]\n',
  },
});
