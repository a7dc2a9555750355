import { testRule } from "../../harness/test-rule.js";

const NODE = "FROM node:22-slim\n";
const START = 'CMD ["node", "main.js"]\n';
const ISSUED = `npm_${"aB3dE5gH7j".repeat(4).slice(0, 36)}`;

testRule("docker-no-secret", {
  reports: {
    "a password in ENV": `${NODE}ENV DB_PASSWORD=wq8Zt4rN\n${START}`,
    "a password in the old form of ENV": `${NODE}ENV DB_PASSWORD wq8Zt4rN\n${START}`,
    "one of several variables, on its line": `${NODE}ENV NODE_ENV=production \\\n    # for the session\n    SESSION_SECRET="wq8Zt4rNp2" \\\n    PORT=3000\n${START}`,
    "a URL with a password": `${NODE}ENV DATABASE_URL=postgres://payments:wq8Zt4rN@db.example.com/payments\n${START}`,
    "a token that the build passes": `${NODE}ARG NPM_TOKEN\nRUN npm ci\n${START}`,
    "a default of an argument": `${NODE}ARG API_TOKEN=wq8Zt4rNp2\n${START}`,
    "a key that was issued, in any stage": `FROM node:22 AS build\nENV NPM_TOKEN=${ISSUED}\nRUN npm ci\n${NODE}COPY --from=build /app /app\n${START}`,
    "a key that was issued, in a command": `${NODE}RUN npm config set //registry.example.com/:_authToken ${ISSUED} && npm ci\n${START}`,
    "a file of settings": `${NODE}COPY package.json .env ./\n${START}`,
    "a private key": `FROM node:22-slim AS base\nCOPY ./keys/id_rsa /root/.ssh/id_rsa\nFROM base\n${START}`,
  },
  silent: {
    "a mounted secret": `${NODE}RUN --mount=type=secret,id=npm,target=/root/.npmrc npm ci\n${START}`,
    "a mounted secret that becomes a variable": `${NODE}RUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN npm ci\n${START}`,
    "an argument of a stage that is thrown away": `FROM node:22 AS build\nARG NPM_TOKEN\nRUN npm ci\n${NODE}COPY --from=build /app /app\n${START}`,
    "an argument before the first stage": `ARG NPM_TOKEN\n${NODE}${START}`,
    "a stand-in for the build": `FROM node:22 AS build\nENV JWT_SECRET=only-for-the-build\nRUN npm run build\n${NODE}COPY --from=build /app /app\n${START}`,
    "a placeholder": `${NODE}ENV DB_PASSWORD=changeme\n${START}`,
    "a default that everybody knows": `${NODE}ENV POSTGRES_PASSWORD=postgres\n${START}`,
    "an empty value": `${NODE}ENV DB_PASSWORD=\n${START}`,
    "a way to the secret": `${NODE}ENV DB_PASSWORD_FILE=/run/secrets/db\nENV TLS_KEY=/etc/tls/tls.key\n${START}`,
    "what is about a secret and none": `${NODE}ARG TOKEN_TTL=3600\nENV PASSWORD_MIN_LENGTH=12\n${START}`,
    "what browsers are handed": `${NODE}ARG NEXT_PUBLIC_POSTHOG_KEY\nARG STRIPE_PUBLISHABLE_KEY\n${START}`,
    "an example of settings": `${NODE}COPY .env.example ./\n${START}`,
    "settings out of another stage": `FROM node:22 AS build\n${NODE}COPY --from=build /app/.env /app/\n${START}`,
    "a file of npm, which mostly names a registry": `${NODE}COPY package.json .npmrc ./\n${START}`,
    "settings in a stage that nothing needs": `FROM node:22 AS lint\nCOPY .env .\n${NODE}${START}`,
  },
});
