import { AWAITED, composeFile, HEALTHY, KEPT, SHORT } from "../../harness/compose-files.js";
import { testRule } from "../../harness/test-rule.js";

const UNNAMED = "compose.yaml";

testRule("compose-require-healthcheck", {
  reports: {
    "a database without a health check that the API waits for": composeFile(),
    "a dependency as a list item of its own": composeFile({ api: "depends_on:\n  - db" }),
    "a health check that is there and not waited for": composeFile({ db: HEALTHY }),
    "a health check that is switched off": composeFile({ db: "healthcheck: { disable: true }" }),
    "a health check of none": composeFile({ db: 'healthcheck: { test: ["NONE"] }' }),
    "a service of the official runtime image that others wait for": composeFile({
      api: "",
      beside: `  rates:
    image: node:22.11-alpine
    command: node server.js
  web:
    image: registry.example.com/web:1.0.0
    depends_on: [rates]
`,
    }),
    "a file without a telling name whose API is kept running": {
      filename: UNNAMED,
      code: composeFile({ api: SHORT + KEPT }),
    },
  },
  silent: {
    "a health check that is waited for": composeFile({ api: AWAITED, db: HEALTHY }),
    "a health check that comes through a fragment": `x-database: &database
  image: postgres:17.2
  healthcheck: { test: [CMD, pg_isready] }
${composeFile({ api: AWAITED, db: "<<: *database" })}`,
    "a health check of a service that is extended": composeFile({
      api: AWAITED,
      db: "extends: base",
      beside: `  base:
    image: postgres:17.2
    healthcheck: { test: [CMD, pg_isready] }
`,
    }),
    "a service that is extended from another file": composeFile({
      db: "extends: { file: base.yaml, service: db }",
    }),
    "an image that may have a health check of its own": composeFile().replace(
      "postgres:17.2",
      "registry.example.com/postgres:17.2",
    ),
    "a service that is built, whose Dockerfile may have one": composeFile({ db: "build: ./db" }),
    "a dependency that is spelled out to be started and no more": composeFile({
      api: "depends_on: { db: { condition: service_started } }",
      db: HEALTHY,
    }),
    "a database nobody waits for": composeFile({ api: "" }),
    "a job that is waited for": composeFile({
      api: "depends_on: { migrate: { condition: service_completed_successfully } }",
      beside: "  migrate:\n    image: node:22.11\n    command: npm run migrate\n",
    }),
    "a Compose file for development": { filename: "docker-compose.dev.yml", code: composeFile() },
    "a Compose file of tests": { filename: "test/compose.yaml", code: composeFile() },
    "the override that Compose reads by itself": {
      filename: "docker-compose.override.yml",
      code: composeFile(),
    },
    "a file without a sign of what it is for": { filename: UNNAMED, code: composeFile() },
    "a file that mounts the source code": {
      filename: UNNAMED,
      code: composeFile({ api: `${SHORT + KEPT}volumes: ["./src:/app/src"]` }),
    },
    "a file that builds the stage for development": {
      filename: UNNAMED,
      code: composeFile({ api: `${SHORT + KEPT}build: { context: ., target: development }` }),
    },
    "a part that is laid over another file":
      "services:\n  api:\n    depends_on: [db]\n  db:\n    restart: always\n",
    "a stack of Swarm, which knows no depends_on": composeFile({
      api: `${SHORT}deploy: { update_config: { order: start-first } }`,
    }),
    "services behind a profile": composeFile({ db: "profiles: [tools]" }),
    "a template": composeFile().replace("17.2", "{{ version }}"),
    "broken YAML": `${composeFile()}   : [`,
    "a file that is called so and is none": "version: 3\nproject: payments\n",
    "a directive comment": composeFile().replace(
      "  db:\n",
      "  # eslint-disable-next-line faultline/compose-require-healthcheck -- the client waits\n  db:\n",
    ),
    "CRLF line ends and a byte order mark": `\uFEFF${composeFile({ api: AWAITED, db: HEALTHY }).replaceAll("\n", "\r\n")}`,
  },
});
