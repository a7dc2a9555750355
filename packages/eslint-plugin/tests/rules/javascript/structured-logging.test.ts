import { testRule } from "../../harness/test-rule.js";

const PINO = `import pino from "pino";\nconst logger = pino();\n`;
const WINSTON = `import { createLogger } from "winston";\nconst logger = createLogger();\n`;

const within = (statement: string): string => `export function record(id: string, error: Error) {
  ${statement}
}
`;

/** What only `strict` asks for. */
const throughout = (code: string) => ({ code, options: [{ throughout: true }] });

const inCatch = (statement: string): string => `export async function settle(id: string) {
  try {
    await fetch("https://bank.example/" + id);
  } catch (error) {
    ${statement}
    return false;
  }
}
`;

testRule("structured-logging", {
  reports: {
    "console in a server": within('console.log("recorded", id);'),
    "console in a folder that is named after a day, as versions of an API are": {
      filename: "src/20240115/record.ts",
      code: within("console.log(id);"),
    },
    "console beside what migrates": {
      filename: "src/migration/runner.ts",
      code: within("console.log(id);"),
    },
    "console beside colours": `import chalk from "chalk";
export const title = chalk.green("Ledger");
${within('console.info("recorded", id);')}`,
    "console in a method": `export class Ledger {
  record(id: string) {
    console.error("failed", id);
  }
}
`,
    "a value woven into a message": throughout(
      PINO + within("logger.info(`entry ${id} recorded`);"),
    ),
    "a value added to a message": throughout(PINO + within('logger.info("entry " + id);')),
    "a woven message beside fields": throughout(
      PINO + within("logger.error({ err: error }, `entry ${id} lost`);"),
    ),
    "a woven message beside an error": throughout(
      PINO + within("logger.error(error, `entry ${id} lost`);"),
    ),
    "fields that pino drops": PINO + within('logger.info("recorded", { id });'),
    "a logger of another file": throughout(`import { logger } from "./clients.js";
${within("logger.warn(`entry ${id} is late`);")}`),
    "a child logger": throughout(
      PINO + within('logger.child({ part: "ledger" }).info(`entry ${id}`);'),
    ),
    "an injected logger": `import type { Logger } from "pino";
export class Ledger {
  constructor(private readonly logger: Logger) {}
  record(id: string) {
    this.logger.info("recorded", { id });
  }
}
`,
    "a request's logger": throughout(`import Fastify from "fastify";
const app = Fastify();
app.get("/", async (request) => request.log.info(\`hello \${request.ip}\`));
`),
    "winston with a woven message": throughout(
      WINSTON + within("logger.info(`entry ${id}`, { id });"),
    ),
    "LogTape with a woven message": throughout(
      `import { getLogger } from "@logtape/logtape";\nconst logger = getLogger(["app"]);\n` +
        within("logger.info(`entry ${id}`);"),
    ),
    "an error after a message, which pino drops":
      PINO + inCatch('logger.error("not settled", error);'),
    "an error after a woven message, which pino drops":
      PINO + inCatch("logger.error(`${id} not settled`, error);"),
    "an error under a name that pino has no serializer for":
      PINO + inCatch('logger.error({ error, id }, "not settled");'),
    "an error under any name in bunyan, without serializers": `import bunyan from "bunyan";
const log = bunyan.createLogger({ name: "ledger" });
${inCatch('log.error({ err: error }, "not settled");')}`,
    "an error as a field of winston's JSON":
      WINSTON + inCatch('logger.error("not settled", { error });'),
    "an error alone in winston's JSON": WINSTON + inCatch("logger.error(error);"),
    "an error that JSON.stringify empties":
      PINO + inCatch("logger.error({ id, reason: JSON.stringify(error) }, 'not settled');"),
    "console at start-up, beside a logger": `${PINO}console.log("loading");\nlogger.info("loaded");\n`,
    "console at start-up of a service with a logger": throughout('console.log("loading");\n'),
    "console that only a debugging switch turns on": within(
      'if (process.env.DEBUG === "true") console.log(id);',
    ),
    "console in a library that has a logger of its own": {
      filename: "library/src/record.ts",
      code: `import { Logger } from "@graphile/logger";
export function record(logger: Logger, id: string) {
  logger.info("recorded", { id });
  console.warn("late", id);
}
`,
    },
  },
  silent: {
    "console in colour, for somebody at a terminal": `import chalk from "chalk";
${within('console.info(chalk.green.bold("OK"));')}`,
    "a woven message, unless throughout": PINO + within("logger.info(`entry ${id} recorded`);"),
    "a woven message for debugging": throughout(
      PINO + within("logger.debug(`entry ${id} recorded`);"),
    ),
    "a message with nothing but the error woven in": throughout(
      PINO + inCatch("logger.warn({ err: error }, `not settled: ${error.message}`);"),
    ),
    "a woven message of a logger that writes text": throughout(`import winston from "winston";
const logger = winston.createLogger({ format: winston.format.simple() });
${within("logger.info(`entry ${id} recorded`);")}`),
    "a woven message of log4js, whose lines are text": throughout(`import log4js from "log4js";
const logger = log4js.getLogger();
${within("logger.info(`entry ${id} recorded`);")}`),
    "an error under the name that pino serializes":
      PINO + inCatch('logger.error({ err: error, id }, "not settled");'),
    "an error under another name, with a serializer for it": `import pino from "pino";
const logger = pino({ serializers: { error: pino.stdSerializers.err } });
${inCatch('logger.error({ error }, "not settled");')}`,
    "an error's message under another name":
      PINO + inCatch('logger.error({ error: error.message }, "not settled");'),
    "an error in bunyan, with serializers": `import bunyan from "bunyan";
const log = bunyan.createLogger({ name: "ledger", serializers: bunyan.stdSerializers });
${inCatch('log.error({ err: error }, "not settled");')}`,
    "an error as winston's second argument":
      WINSTON + inCatch('logger.error("not settled", error);'),
    "an error as a field of a winston format that is not known": `import { createLogger } from "winston";
import { format } from "./format.js";
const logger = createLogger({ format });
${inCatch('logger.error("not settled", { error });')}`,
    "an error alone in winston, with the format for it": `import { createLogger, format } from "winston";
const logger = createLogger({ format: format.combine(format.errors({ stack: true }), format.json()) });
${inCatch("logger.error(error);")}`,
    "an error that JSON.stringify is told to write":
      PINO +
      inCatch(
        "logger.error({ reason: JSON.stringify(error, Object.getOwnPropertyNames(error)) });",
      ),
    "an object that JSON.stringify writes":
      PINO + within("logger.info({ id: JSON.stringify({ id }) });"),
    "console in development only": within(
      'if (process.env.NODE_ENV !== "production") console.log(id);',
    ),
    "console in a command's folder": {
      filename: "src/cli/record.ts",
      code: within("console.log(id);"),
    },
    "console in a migration, which is run once and by hand or at a release": {
      filename: "src/migration/1700000000000-Ledger.ts",
      code: within("console.log(id);"),
    },
    "console in a migration with a folder of its own": {
      filename: "database/20240115093000_ledger/migration.ts",
      code: within("console.log(id);"),
    },
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
