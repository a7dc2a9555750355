import { testRule } from "../../harness/test-rule.js";

const STRICT = [{ rejections: true }];

testRule("no-continue-after-crash", {
  reports: {
    "a handler that logs and returns": `process.on("uncaughtException", (error) => {
  console.error(error);
});
`,
    "the console as the handler": `process.on("uncaughtException", console.error);\n`,
    "a named handler, and a helper that only logs": `function note(error: Error) {
  console.error("still here", error.stack?.split("\\n"));
}
const survive = (error: Error) => note(error);
process.once("uncaughtException", survive);
`,
    "a method by another name, of the imported process": `import process from "node:process";
process.addListener("uncaughtException", (error) => console.error(error));
`,
    "an empty handler": `process.on("uncaughtException", () => {});\n`,
    "a rejection that is only logged, where the option asks for it": {
      code: `process.on("unhandledRejection", (reason) => console.error(reason));\n`,
      options: STRICT,
    },
  },
  silent: {
    "a handler that exits": `process.on("uncaughtException", (error) => {
  console.error(error);
  process.exit(1);
});
`,
    "a handler that exits when its logs are flushed": `import * as Sentry from "@sentry/node";
process.on("uncaughtException", (error) => {
  Sentry.captureException(error);
  Sentry.flush(2_000).then(() => process.exit(1));
});
`,
    "a named handler, and a helper that exits": `function leave(code: number) {
  process.exit(code);
}
const crash = (error: Error) => {
  console.error(error);
  leave(1);
};
process.once("uncaughtException", crash);
`,
    "a handler that closes the server": `import { createServer } from "node:http";
const server = createServer();
process.on("uncaughtException", (error) => {
  console.error(error);
  server.close();
});
`,
    "a handler that throws again": `process.on("uncaughtException", (error) => {
  console.error(error);
  throw error;
});
`,
    "a handler that aborts": `process.on("uncaughtException", () => process.abort());\n`,
    "a handler that calls what is not in sight": `export function register(onError: (error: Error) => void) {
  process.on("uncaughtException", (error) => onError(error));
}
`,
    "a handler that is not in sight": `import { handler } from "./elsewhere.js";
process.on("uncaughtException", handler);
`,
    "a monitor, which changes nothing": `process.on("uncaughtExceptionMonitor", (error) => console.error(error));\n`,
    "another emitter's event of that name": `import { EventEmitter } from "node:events";
const emitter = new EventEmitter();
emitter.on("uncaughtException", (error) => console.error(error));
`,
    "a rejection that is only logged": `process.on("unhandledRejection", (reason) => console.error(reason));\n`,
    "a rejection that is thrown, where the option asks for it": {
      code: `process.on("unhandledRejection", (reason) => {
  throw reason;
});
`,
      options: STRICT,
    },
  },
});
