import { testRule } from "../../harness/test-rule.js";

const NODE = "FROM node:22-slim\nWORKDIR /app\nCOPY package*.json ./\n";
const START = 'CMD ["node", "main.js"]\n';
const LAST = `FROM node:22-slim\nCOPY --from=build /app/dist /app\n${START}`;

testRule("docker-reproducible-install", {
  reports: {
    "npm install": `${NODE}RUN npm install --omit=dev\n${START}`,
    "npm install without its lock file": `FROM node:22-slim\nCOPY package.json ./\nRUN npm install --omit=dev\n${START}`,
    "npm i in a stage that the final one copies from": `FROM node:22 AS build\nRUN npm i --no-audit && npm run build\n${LAST}`,
    "npm install where its value comes after a flag": `FROM node:22 AS build\nRUN npm --prefix api install --loglevel error\n${LAST}`,
    "yarn without a word": `FROM node:22 AS build\nRUN corepack enable && yarn\n${LAST}`,
    "pnpm, for which a build is no CI": `FROM node:22 AS build\nRUN pnpm install --prod\n${LAST}`,
    "pnpm that is told not to": `FROM node:22 AS build\nENV CI=true\nRUN pnpm install --no-frozen-lockfile\n${LAST}`,
    "bun install": `FROM oven/bun:1.2 AS build\nRUN bun install\n${LAST}`,
    "one branch of several": `FROM node:22 AS build
RUN if [ "$NODE_ENV" = "development" ]; \\
    then npm ci; \\
    else npm install --omit=dev; \\
    fi
${LAST}`,
    "a here-document": `FROM node:22 AS build\nRUN <<EOF\nset -e\nnpm install\nnpm run build\nEOF\n${LAST}`,
    "a mounted cache": `FROM node:22 AS build\nRUN --mount=type=cache,target=/root/.npm npm install\n${LAST}`,
    "development packages in the only stage": `${NODE}RUN npm ci\nCOPY . .\nRUN npm run build\n${START}`,
    "development packages in the stage below": `FROM node:22-slim AS base\nRUN npm ci\nFROM base\n${START}`,
    "development packages that are copied": `FROM node:22 AS build
WORKDIR /app
RUN npm ci && npm run build
FROM node:22-slim
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
${START}`,
    "NODE_ENV that comes too late": `${NODE}RUN npm ci\nENV NODE_ENV=production\n${START}`,
  },
  silent: {
    "npm ci for what runs": `${NODE}RUN npm ci --omit=dev\n${START}`,
    "a build and a stage for what runs": `FROM node:22 AS build\nRUN npm ci && npm run build\n${NODE}RUN npm ci --omit=dev\nCOPY --from=build /app/dist dist\n${START}`,
    "NODE_ENV before the install": `${NODE}ENV NODE_ENV=production\nRUN npm ci\n${START}`,
    "NODE_ENV in front of the install": `${NODE}RUN NODE_ENV=production npm ci\n${START}`,
    "NODE_ENV from an argument's default": `${NODE}ARG NODE_ENV=production\nRUN npm ci\n${START}`,
    "NODE_ENV that the build decides": `${NODE}ARG NODE_ENV\nRUN npm ci\n${START}`,
    "a prune after the build": `${NODE}RUN npm ci\nRUN npm run build && npm prune --omit=dev\n${START}`,
    "a second install without them": `${NODE}RUN npm ci && npm run build && rm -rf node_modules && npm ci --omit=dev\n${START}`,
    "a build that is pruned before it is copied": `FROM node:22 AS build
RUN npm ci && npm run build && npm prune --production
FROM node:22-slim
COPY --from=build /app/node_modules ./node_modules
${START}`,
    "production packages that were put aside": `FROM node:22 AS build
RUN npm ci --omit=dev && cp -R node_modules prod_node_modules && npm ci
FROM node:22-slim
COPY --from=build /app/prod_node_modules /app/node_modules
${START}`,
    "a script that may prune": `${NODE}RUN npm ci\nRUN ./scripts/package.sh\n${START}`,
    "a locked yarn": `FROM node:22 AS build\nRUN yarn install --frozen-lockfile\n${LAST}`,
    "a locked yarn of version 2 or later": `FROM node:22 AS build\nRUN yarn install --immutable\n${LAST}`,
    "a locked yarn by its setting": `FROM node:22 AS build\nENV YARN_ENABLE_IMMUTABLE_INSTALLS=true\nRUN yarn install\n${LAST}`,
    "a locked pnpm": `FROM node:22 AS build\nRUN pnpm install --frozen-lockfile\n${LAST}`,
    "pnpm that is told it is in CI": `FROM node:22 AS build\nRUN CI=true pnpm install\n${LAST}`,
    "pnpm in an image that is told so": `FROM node:22 AS build\nENV CI=1\nRUN pnpm i\n${LAST}`,
    "pnpm that takes what it fetched": `FROM node:22 AS build\nRUN pnpm fetch && pnpm install --offline\n${LAST}`,
    "a locked bun": `FROM oven/bun:1.2 AS build\nRUN bun ci\n${LAST}`,
    "a tool": `FROM node:22 AS build\nRUN npm install -g pnpm@9.15.0 && npm i --location=global turbo@2\nRUN pnpm install --frozen-lockfile\n${LAST}`,
    "a package by its name": `FROM node:22 AS build\nRUN npm install --no-save sharp@0.33.5\n${LAST}`,
    "other tasks": `FROM node:22 AS build\nRUN yarn cache clean && yarn --version && npm run install-hooks && yarn workspaces focus --production\n${LAST}`,
    "a second try": `FROM node:22 AS build\nRUN npm ci || npm install\n${LAST}`,
    "an install after a locked one": `FROM node:22 AS build\nRUN yarn install --frozen-lockfile && yarn build\nRUN yarn install --production --prefer-offline\n${LAST}`,
    "a stage that the final one does not need": `FROM node:22 AS lint\nRUN npm install && npm run lint\nFROM node:22 AS build\nRUN npm ci\n${LAST}`,
    "a text": `FROM node:22 AS build\nRUN echo "run npm install" # npm install\n${LAST}`,
    "the contents of a file": `FROM node:22 AS build\nCOPY <<EOF /readme\nnpm install\nEOF\n${LAST}`,
  },
});
