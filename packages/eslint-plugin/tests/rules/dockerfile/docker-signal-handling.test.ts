import { testRule } from "../../harness/test-rule.js";

const SLIM = "FROM node:22-slim\nWORKDIR /app\nCOPY . .\n";
const ALPINE = "FROM node:22-alpine\nWORKDIR /app\nCOPY . .\n";

testRule("docker-signal-handling", {
  reports: {
    "the shell form on Debian": `${SLIM}CMD node dist/main.js\n`,
    "the shell form of the entrypoint": `${SLIM}ENTRYPOINT node dist/main.js\nCMD ["ignored"]\n`,
    "sh -c by hand": `${SLIM}CMD ["sh", "-c", "npx prisma migrate deploy && node dist/main.js"]\n`,
    "npm on Debian": `${SLIM}CMD ["npm", "start"]\n`,
    "npm under an init that signals only its child": `${SLIM}ENTRYPOINT ["/usr/bin/tini", "--"]\nCMD ["npm", "run", "start:prod"]\n`,
    "npm after exec": `${SLIM}CMD exec npm start\n`,
    "pnpm of a version that ends at once": `${SLIM}RUN npm install -g pnpm@9.15.0\nCMD ["pnpm", "start"]\n`,
    "yarn 1, which even Alpine's sh does not help": `FROM node:22-alpine
COPY package.json yarn.lock ./
RUN yarn install --frozen-lockfile --production
CMD ["yarn", "start"]
`,
    "several processes that a shell waits for": `${ALPINE}CMD node dist/worker.js & node dist/main.js & wait\n`,
    "a pipe": `${ALPINE}CMD node dist/main.js | npx pino-pretty\n`,
    "a command that the stage below brought": `FROM node:22-slim AS base
CMD node dist/main.js
FROM base
ENV NODE_ENV=production
`,
    "a base that an argument names": `ARG NODE=22-bookworm-slim
FROM node:\${NODE}
CMD npm start
`,
  },
  silent: {
    "the exec form": `${SLIM}CMD ["node", "dist/main.js"]\n`,
    "exec in the shell form": `${SLIM}CMD npx prisma migrate deploy && exec node dist/main.js\n`,
    "the shell form on Alpine, whose sh makes way": `${ALPINE}CMD node dist/main.js\n`,
    "the last of several commands on Alpine": `${ALPINE}CMD npx prisma migrate deploy && node dist/main.js\n`,
    "npm on Alpine": `${ALPINE}CMD ["npm", "start"]\n`,
    "bash, which makes way": `${SLIM}SHELL ["/bin/bash", "-c"]\nCMD node dist/main.js\n`,
    "a shell with a trap": `${SLIM}CMD trap 'kill -TERM $PID' TERM; node dist/main.js & PID=$!; wait $PID\n`,
    "an init that signals all processes": `${SLIM}ENTRYPOINT ["dumb-init", "--"]\nCMD ["npm", "start"]\n`,
    "tini with -g": `${SLIM}ENTRYPOINT ["tini", "-g", "--"]\nCMD ["npm", "start"]\n`,
    "an init in front of the program": `${SLIM}ENTRYPOINT ["tini", "--"]\nCMD ["node", "dist/main.js"]\n`,
    "a script, which may use exec": `${SLIM}ENTRYPOINT ["./docker-entrypoint.sh"]\nCMD ["npm", "start"]\n`,
    "yarn of a later version": `FROM node:22-slim
COPY package.json yarn.lock .yarnrc.yml ./
RUN corepack enable && yarn install --immutable
CMD ["yarn", "start"]
`,
    "pnpm 12, which passes signals on": `${SLIM}RUN npm install -g pnpm@12.1.0\nCMD ["pnpm", "start"]\n`,
    "pnpm of an unknown version": `${SLIM}RUN corepack enable\nCMD ["pnpm", "start"]\n`,
    "a base whose sh is not known": 'FROM registry.example.com/node:22\nCMD ["npm", "start"]\n',
    "a later command": `${SLIM}CMD npm start\nCMD ["node", "dist/main.js"]\n`,
    "a health check in the shell form": `${SLIM}HEALTHCHECK CMD curl -f http://localhost/\nCMD ["node", "a.js"]\n`,
    "a command that an entrypoint of a later stage takes away": `FROM node:22-slim AS base
CMD npm start
FROM base
ENTRYPOINT ["node", "dist/main.js"]
`,
    "a stage that is not the last": `FROM node:22-slim AS build
CMD npm start
FROM node:22-slim
COPY --from=build /app /app
CMD ["node", "/app/main.js"]
`,
    "a final stage for development": `FROM node:22-slim AS prod
CMD ["node", "dist/main.js"]
FROM prod AS dev
CMD npm start
`,
    "a command for development": `${SLIM}CMD npm run start:dev\n`,
    "an image without Node": "FROM debian:bookworm-slim\nCMD ./server --port 80\n",
    Windows: "# escape=`\nFROM node:22-windowsservercore\nCMD npm start\n",
    "another reader's syntax": "# syntax=example/other:1\nFROM node:22\nCMD npm start\n",
  },
});
