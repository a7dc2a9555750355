import { composeFile, KEPT } from "../../harness/compose-files.js";
import { testRule } from "../../harness/test-rule.js";

testRule("compose-restart-policy", {
  reports: {
    "services without a policy": composeFile(),
    "the database that stays down while its API comes back": {
      filename: "docker-compose.yml",
      code: composeFile({ api: KEPT }),
    },
    "a worker": composeFile({
      api: KEPT,
      db: KEPT,
      beside: "  mail-worker:\n    image: registry.example.com/mail:2.0.0\n",
    }),
  },
  silent: {
    "a policy of each": composeFile({ api: KEPT, db: "restart: always" }),
    "a policy of deploy": composeFile({
      api: KEPT,
      db: "deploy: { restart_policy: { condition: on-failure } }",
    }),
    "a policy shared through a fragment": `x-service: &service
  restart: unless-stopped
${composeFile({ api: "<<: *service", db: "<<: *service" })}`,
    "a stack of Swarm, which restarts by itself": composeFile({
      api: "deploy: { update_config: { order: start-first } }",
    }),
    "a job that says so": composeFile({
      api: KEPT,
      db: KEPT,
      beside: '  load:\n    image: node:22.11\n    ports: ["1:1"]\n    restart: "no"\n',
    }),
    "a job that is waited for until it ends": composeFile({
      api: `${KEPT}depends_on: { prepare-data: { condition: service_completed_successfully } }`,
      db: KEPT,
      beside: "  prepare-data:\n    image: registry.example.com/prepare:1.0.0\n",
    }),
    "migrations by their command": composeFile({
      api: KEPT,
      db: KEPT,
      beside: "  schema:\n    image: node:22.11\n    command: npx prisma migrate deploy\n",
    }),
    "a build that leaves files behind and goes": composeFile({
      api: KEPT,
      db: KEPT,
      beside: "  assets:\n    build: ./assets\n    volumes: [assets:/out]\n",
    }),
    "a tool behind a profile": composeFile({ api: KEPT, db: `profiles: [tools]` }),
    "a policy from the environment": composeFile({ api: "restart: ${RESTART}", db: KEPT }),
    "a part that is laid over another file": {
      filename: "docker-compose.prod.yml",
      code: "services:\n  api:\n    command: node server.js\n    ports: [8080]\n",
    },
    "a file for development": { filename: "dev/compose.yaml", code: composeFile() },
  },
});
