import { testRule } from "../../harness/test-rule.js";

const PINO = `import pino from "pino";\nconst logger = pino();\n`;

const inCatch = (statements: string): string => `${PINO}
export async function settle(id: string) {
  try {
    await fetch("https://bank.example/" + id);
  } catch (error) {
    ${statements}
  }
}
`;

/** What only `strict` asks for. */
const full = (code: string) => ({ code, options: [{ full: true }] });

const OWN_LOGGER = `import pino from "pino";
const output = pino();
class Log {
  error(message: string, error?: unknown) {
    output.error({ err: error }, message);
  }
}
export const log = new Log();
`;

const inHandler = (statement: string): string => `import Fastify from "fastify";
${PINO}
const app = Fastify();
app.get("/balance", async (request, reply) => {
  ${statement}
  return reply.send({});
});
`;

testRule("require-log-context", {
  reports: {
    "a parser and something else that may fail": `${PINO}
export function keep(text: string, store: { save(value: unknown): void }) {
  try {
    store.save(JSON.parse(text));
  } catch (error) {
    logger.error("not kept");
  }
}
`,
    "a function that handles some of its errors itself": `${PINO}
function emitLoudly(emitter: NodeJS.EventEmitter, name: string) {
  try {
    emitter.emit(name);
  } catch (error) {
    logger.error({ err: error, name }, "a listener failed");
    throw error;
  }
}
export function tell(emitter: NodeJS.EventEmitter) {
  try {
    emitLoudly(emitter, "done");
  } catch (error) {
    logger.error("not told");
  }
}
`,
    "an error that is not in the line": inCatch('logger.error({ id }, "not settled");'),
    "an error that is not even bound": `${PINO}
export async function settle(id: string) {
  try {
    await fetch("https://bank.example/" + id);
  } catch {
    logger.error({ id }, "not settled");
  }
}
`,
    "console without the error": inCatch('console.error("not settled", id);'),
    "an error that another takes the place of": inCatch(
      'logger.error({ id }, "not settled");\n    throw new Error("not settled");',
    ),
    "a rejection that is not in the line": `${PINO}
export const settle = (id: string) =>
  fetch("https://bank.example/" + id).catch(() => logger.error({ id }, "not settled"));
`,
    "an error event that is not in the line": `import pg from "pg";
${PINO}
const pool = new pg.Pool();
pool.on("error", () => logger.error("the pool failed"));
`,
    "a logger of the project's own": `${OWN_LOGGER}
export async function settle(id: string) {
  try {
    await fetch("https://bank.example/" + id);
  } catch (error) {
    log.error("not settled");
  }
}
`,
    "only the error's message": full(
      inCatch('logger.error({ reason: error.message }, "not settled");'),
    ),
    "only the error as text": full(inCatch("logger.error(`not settled: ${error}`);")),
    "a handler that logs for the whole service": full(inHandler('logger.info({ n: 1 }, "asked");')),
  },
  silent: {
    "nothing but a parser, and a line that says that it failed": `${PINO}
export function keep(text: string, into: unknown[]) {
  try {
    const parsed = JSON.parse(text);
    into.push(parsed);
  } catch (error) {
    logger.error("arguments are not JSON");
  }
}
`,
    "a function that handles all its errors itself": `${PINO}
function emitSafely(emitter: NodeJS.EventEmitter, name: string) {
  try {
    emitter.emit(name);
  } catch (error) {
    logger.error({ err: error, name }, "a listener failed");
  }
}
export function tell(emitter: NodeJS.EventEmitter) {
  try {
    emitSafely(emitter, "done");
  } catch (error) {
    logger.error("not told");
  }
}
`,
    "the error in the line": inCatch('logger.error({ err: error, id }, "not settled");'),
    "the error alone": inCatch("logger.error(error);"),
    "an error that goes on": inCatch('logger.error({ id }, "not settled");\n    throw error;'),
    "an error that is the cause of another": inCatch(
      'logger.error({ id }, "not settled");\n    throw new Error("not settled", { cause: error });',
    ),
    "an error that something else is told of": inCatch(
      'logger.error({ id }, "not settled");\n    report(error);',
    ),
    "an error that another line has": inCatch(
      'logger.error({ id }, "not settled");\n    logger.debug({ err: error });',
    ),
    "a failure that is known by its kind": inCatch(
      'if (error.code === "ENOENT") logger.error({ id }, "no such file");',
    ),
    "a warning": inCatch('logger.warn({ id }, "not settled, again later");'),
    "a line that is not about a failure": `${PINO}
export const refuse = (id: string) => logger.error({ id }, "refused");
`,
    "a callback of its own within the handler": inCatch(
      'setTimeout(() => logger.error({ id }, "still not settled"), 1000);\n    throw error;',
    ),
    "only the error's message, unless in full": inCatch(
      'logger.error({ reason: error.message }, "not settled");',
    ),
    "the rejection in the line": `${PINO}
export const settle = (id: string) =>
  fetch("https://bank.example/" + id).catch((error) => logger.error(error));
`,
    "a value that can't be parsed, which is logged itself": `${PINO}
export function parse(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    logger.error({ text }, "not JSON");
  }
}
`,
    "the error with a logger of the project's own": `${OWN_LOGGER}
export async function settle(id: string) {
  try {
    await fetch("https://bank.example/" + id);
  } catch (error) {
    log.error("not settled", error);
  }
}
`,
    "a logger that is not known": `declare const log: { error(text: string): void };
export async function settle(id: string) {
  try {
    await fetch("https://bank.example/" + id);
  } catch (error) {
    log.error("not settled");
  }
}
`,
    "a last word before the process ends": inCatch(
      'console.error("Run npm install first");\n    process.exit(1);',
    ),
    "the request's own logger": full(inHandler('request.log.info({ n: 1 }, "asked");')),
    "a child that carries the id": full(
      inHandler('logger.child({ requestId: request.id }).info({ n: 1 }, "asked");'),
    ),
    "a line that has the id": full(inHandler('logger.info({ requestId: request.id }, "asked");')),
    "a service that adds the id to every line": full(
      `import { AsyncLocalStorage } from "node:async_hooks";\n${inHandler('logger.info({ n: 1 }, "asked");')}`,
    ),
    "a line outside any handler": full(`${PINO}
export const note = (id: string) => logger.info({ id }, "noted");
`),
  },
});
