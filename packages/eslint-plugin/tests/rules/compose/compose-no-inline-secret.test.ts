import { composeFile, KEPT } from "../../harness/compose-files.js";
import { testRule } from "../../harness/test-rule.js";

const api = (line: string): string => composeFile({ api: `environment:\n  ${line}` });
const unnamed = (code: string): { filename: string; code: string } => ({
  filename: "compose.yaml",
  code,
});

testRule("compose-no-inline-secret", {
  reports: {
    "a password in a mapping": api("DB_PASSWORD: river-otter-42"),
    "a password in a list": composeFile({ api: "environment:\n  - DB_PASSWORD=river-otter-42" }),
    "a password in a URL": api("DATABASE_URL: postgres://app:river-otter-42@db:5432/payments"),
    "a password in the command": composeFile({
      api: "command: redis-server --requirepass river-otter-42",
    }),
    "a password among the arguments of a build": composeFile({
      api: "build: { context: ., args: { NPM_TOKEN: river-otter-42 } }",
    }),
    "one password in the database and in the URL of its client, once": composeFile({
      api: "environment: { DATABASE_URL: 'postgres://app:river-otter-42@db/payments' }",
      db: "environment: { POSTGRES_PASSWORD: river-otter-42 }",
    }),
    "several secrets of one service": api(
      "{ JWT_SECRET: river-otter-42, SMTP_PASS: blue-heron-7 }",
    ),
    "a default password in a file that names production": api("DB_PASSWORD: postgres"),
    "a literal for a variable nobody has set": api("JWT_SECRET: ${JWT_SECRET:-river-otter-42}"),
    "a password in a file whose API is kept running": unnamed(
      composeFile({ api: `${KEPT}environment: { DB_PASSWORD: river-otter-42 }` }),
    ),
    "a generated secret in a file without a sign of what it is for": unnamed(
      api("JWT_SECRET: 9f86d081884c7d659a2feaa0c55ad015"),
    ),
  },
  silent: {
    "a variable": api("DB_PASSWORD: ${DB_PASSWORD}"),
    "a variable that must be set": api("DB_PASSWORD: ${DB_PASSWORD:?is not set}"),
    "a variable that is handed through": composeFile({ api: "environment: [DB_PASSWORD]" }),
    "a variable in a URL": api("DATABASE_URL: postgres://app:${DB_PASSWORD}@db/payments"),
    "a URL without a password": api("REDIS_URL: redis://cache:6379/0"),
    "a path to a secret": api("DB_PASSWORD_FILE: /run/secrets/db-password"),
    "a path under a secret's name": api("JWT_SECRET: /run/secrets/jwt"),
    "secrets of Compose": composeFile({ api: "secrets: [db-password]" }),
    "a file of variables": composeFile({ api: "env_file: .env" }),
    "a placeholder": api("JWT_SECRET: change-me"),
    "a hint to whoever sets it up": api("API_KEY: <your api key>"),
    "a switch": api("ALLOW_EMPTY_PASSWORD: yes"),
    "a lifetime": api("ACCESS_TOKEN: 3600"),
    "a name that is about a password": api("PASSWORD_MIN_LENGTH: 12"),
    "a key that is published": api("NEXT_PUBLIC_MAP_KEY: pk.river-otter-42"),
    "a reference to a vault": api("DB_PASSWORD: vault:secret/data/payments#password"),
    "a default password in a file without a sign of what it is for": unnamed(
      api("DB_PASSWORD: postgres"),
    ),
    "a chosen password in a file without a sign of what it is for": unnamed(
      api("DB_PASSWORD: river-otter-42"),
    ),
    "the user's name for a password where only the content tells": unnamed(
      composeFile({
        api: KEPT,
        db: "environment: { POSTGRES_USER: payments, POSTGRES_PASSWORD: payments }",
      }),
    ),
    "a password of a file for development": {
      filename: "docker-compose.dev.yml",
      code: api("DB_PASSWORD: river-otter-42"),
    },
    "a password of tests": {
      filename: "e2e/compose.yaml",
      code: api("DB_PASSWORD: river-otter-42"),
    },
  },
});
