import { composeFile, KEPT, LIMITED } from "../../harness/compose-files.js";
import { testRule } from "../../harness/test-rule.js";

const DEPLOY = "deploy: { resources: { limits: { memory: 512M } } }";

testRule("compose-require-limits", {
  reports: {
    "services without a limit": composeFile(),
    "the one of two services that has none": composeFile({ db: LIMITED }),
    "a reservation, which is no limit": composeFile({
      api: "deploy: { resources: { reservations: { memory: 256M } } }",
      db: LIMITED,
    }),
    "a cpu limit alone": composeFile({
      api: 'deploy: { resources: { limits: { cpus: "0.5" } } }',
      db: LIMITED,
    }),
    "a limit of nothing": composeFile({ api: "mem_limit: 0", db: LIMITED }),
  },
  silent: {
    "mem_limit and the limit of deploy": composeFile({ api: DEPLOY, db: LIMITED }),
    "a limit shared through a merge key": `x-limits: &limits
  mem_limit: 512m
${composeFile({ api: "<<: *limits", db: "<<: *limits" })}`,
    "a limit of the service that is extended": composeFile({
      api: LIMITED,
      db: "extends: { service: api }",
    }),
    "a limit from the environment": composeFile({ api: "mem_limit: ${LIMIT:-512m}", db: LIMITED }),
    "a job, which ends": composeFile({
      api: LIMITED,
      db: LIMITED,
      beside: '  seed:\n    image: node:22.11\n    restart: "no"\n',
    }),
    "a service that may end": composeFile({
      api: LIMITED,
      db: LIMITED,
      beside: "  assets:\n    build: ./assets\n",
    }),
    "a service that has nothing beside it":
      "services:\n  api:\n    image: registry.example.com/payments:1.4.0\n    ports: [8080]\n",
    "a part that is laid over another file": "services:\n  api:\n    restart: always\n",
    "a file for development": {
      filename: "compose.yaml",
      code: composeFile({ api: `${KEPT}environment: { NODE_ENV: development }` }),
    },
  },
});
