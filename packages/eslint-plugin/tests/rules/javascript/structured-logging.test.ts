import { testRule } from "../../harness/test-rule.js";

const PINO = `import pino from "pino";\nconst logger = pino();\n`;
const WINSTON = `import { createLogger } from "winston";\nconst logger = createLogger();\n`;

const within = (statement: string): string => `export function record(id: string, error: Error) {
  ${statement}
}
`;

testRule("structured-logging", {
  reports: {
    "console in a server": within('console.log("recorded", id);'),
    "console in a method": `export class Ledger {
  record(id: string) {
    console.error("failed", id);
  }
}
`,
    "a value woven into a message": PINO + within("logger.info(`entry ${id} recorded`);"),
    "a value added to a message": PINO + within('logger.info("entry " + id);'),
    "a woven message beside fields":
      PINO + within("logger.error({ err: error }, `entry ${id} lost`);"),
    "a woven message beside an error": PINO + within("logger.error(error, `entry ${id} lost`);"),
    "fields that pino drops": PINO + within('logger.info("recorded", { id });'),
    "a logger of another file": `import { logger } from "./clients.js";
${within("logger.warn(`entry ${id} is late`);")}`,
    "a child logger": PINO + within('logger.child({ part: "ledger" }).info(`entry ${id}`);'),
    "an injected logger": `import type { Logger } from "pino";
export class Ledger {
  constructor(private readonly logger: Logger) {}
  record(id: string) {
    this.logger.info("recorded", { id });
  }
}
`,
    "a request's logger": `import Fastify from "fastify";
const app = Fastify();
app.get("/", async (request) => request.log.info(\`hello \${request.ip}\`));
`,
    "winston with a woven message": WINSTON + within("logger.info(`entry ${id}`, { id });"),
  },
  silent: {
    "fields first": PINO + within('logger.info({ id }, "recorded");'),
    "placeholders, which take what follows": PINO + within('logger.info("entry %s recorded", id);'),
    "an error alone": PINO + within("logger.error(error);"),
    "a message in a constant": `${PINO}const RECORDED = "recorded";\n${within("logger.info({ id }, RECORDED);")}`,
    "a constant woven into a message": `${PINO}const PART = "ledger";\n${within("logger.info({ id }, `${PART} recorded`);")}`,
    "a long message split over lines":
      PINO + within('logger.info({ id }, "recorded " + "at last");'),
    "a hook that reorders the arguments": `import pino from "pino";
const logger = pino({ hooks: { logMethod: reorder } });
${within('logger.info("recorded", { id });')}`,
    "winston's own order": WINSTON + within('logger.info("recorded", { id });'),
    "a logger that is not known": within("logger.info(`entry ${id} recorded`);"),
    "an object that looks like a logger": `const logger = { info(line: string) {} };\n${within("logger.info(`entry ${id}`);")}`,
    "a parameter called console": `export const record = (console: Printer, id: string) => console.log(id);\n`,
    "console in the code of a logger": `export const logger = {
  error(message: string) {
    console.error(message);
  },
};
`,
    "console while the module loads": 'console.log("loading");\n',
    "a banner in the callback of listen": `import { createServer } from "node:http";
createServer().listen(3000, () => console.log("listening"));
`,
    "console in main, which runs once": `async function main() {
  console.log("starting");
}
await main();
`,
    "console before the process exits": `process.on("uncaughtException", (error) => {
  console.error(error);
  process.exit(1);
});
`,
    "console before the process is told to fail": `export function fail(error: Error) {
  console.error(error);
  process.exitCode = 1;
}
`,
    "console before the error goes on": `export function fail(error: Error) {
  console.error("fatal");
  throw error;
}
`,
    "console in a command": {
      filename: "src/cli.ts",
      code: `#!/usr/bin/env node\n${within("console.log(id);")}`,
    },
    "console in a package that may not serve": {
      filename: "library/src/record.ts",
      code: within("console.log(id);"),
    },
    "console in a front end": { filename: "web/src/record.ts", code: within("console.log(id);") },
  },
});
