import { testRule } from "../../harness/test-rule.js";

const PINO = `import pino from "pino";\nconst logger = pino();\n`;

const within = (statement: string): string => `${PINO}
export function signIn(name: string, password: string, session: { accessToken: string }) {
  ${statement}
}
`;

const inHandler = (statement: string): string => `import express from "express";
${PINO}
const app = express();
app.post("/sign-in", (req, res) => {
  ${statement}
  res.json({});
});
`;

const charging = (options: string, statement: string): string => `import axios from "axios";
${PINO}
export async function charge(key: string) {
  try {
    await axios.post("https://bank.example/charges", {}, ${options});
  } catch (error) {
    ${statement}
    throw error;
  }
}
`;

const KEYED = "{ timeout: 1000, headers: { Authorization: `Bearer ${key}` } }";

testRule("no-pii-in-logs", {
  reports: {
    "a password as a field": within('logger.info({ name, password }, "signing in");'),
    "a password woven into a message": within("logger.info(`signing in with ${password}`);"),
    "a token of an object": within('logger.info({ token: session.accessToken }, "signed in");'),
    "a secret on the console": within("console.log(password);"),
    "the whole environment": within('logger.info({ env: process.env }, "starting");'),
    "a secret of the environment": within("logger.info(`key ${process.env.STRIPE_API_KEY}`);"),
    "a request's whole body": inHandler('logger.info({ body: req.body }, "asked");'),
    "a request's headers": inHandler("logger.info(req.headers);"),
    "a body as text": inHandler("logger.info(JSON.stringify(req.body));"),
    "a body by another name": inHandler("const body = req.body;\n  logger.info({ body });"),
    "a body spread into fields": inHandler("logger.info({ ...req.body });"),
    "axios's error, which holds the headers": charging(
      KEYED,
      'logger.error({ err: error }, "not charged");',
    ),
    "axios's error on the console": charging(KEYED, 'console.error("not charged", error);'),
    "a logger of which only the type is known": `import { hash } from "./clients.js";
interface Logger {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}
export class Accounts {
  private logger: Logger;
  constructor(config: { getLogger(name: string): Logger }) {
    this.logger = config.getLogger("accounts");
  }
  create(name: string, password: string) {
    this.logger.info(\`creating \${name} with \${password}\`);
  }
}
`,
    "a handler in a file of its own": `${PINO}
export function signIn(req, res) {
  logger.info({ body: req.body }, "asked");
  res.status(204).end();
}
`,
  },
  silent: {
    "a field that is nobody's secret": within('logger.info({ name }, "signing in");'),
    "axios's error of a request without credentials": charging(
      "{ timeout: 1000 }",
      'logger.error({ err: error }, "not charged");',
    ),
    "the message of axios's error": charging(
      KEYED,
      'logger.error({ reason: error.message }, "not charged");',
    ),
    "axios's error with a logger that writes message and stack": charging(
      KEYED,
      'log.error("not charged", error);',
    ).replace(PINO, 'import { Logger } from "@nestjs/common";\nconst log = new Logger();\n'),
    "axios's error with a logger that redacts": charging(
      KEYED,
      'logger.error({ err: error }, "not charged");',
    ).replace("pino()", 'pino({ redact: ["err.config.headers"] })'),
    "a logger that redacts": `import pino from "pino";
const logger = pino({ redact: ["password"] });
export const signIn = (password: string) => logger.info({ password }, "signing in");
`,
    "whether there is a password": within("logger.info({ hasPassword: Boolean(password) });"),
    "the length of a token": within("logger.info({ length: session.accessToken.length });"),
    "a yes or no by a secret's name": within(
      "const secret = name.length > 0;\n  logger.info({ secret });",
    ),
    "a constant by a secret's name": within(
      'const password = "(hidden)";\n  logger.info({ password });',
    ),
    "a masked secret": within(
      "const apiKey = mask(session.accessToken);\n  logger.info({ apiKey });",
    ),
    "one setting of the environment": within("logger.info({ port: process.env.PORT });"),
    "one field of a body": inHandler('logger.info({ id: req.body.id }, "asked");'),
    "one header": inHandler('logger.info({ agent: req.headers["user-agent"] });'),
    "a body that is not a request's": within(
      "const mail = { body: name };\n  logger.info(mail.body);",
    ),
    "a count of tokens": within("const tokens = 3;\n  logger.info({ maxTokens: tokens });"),
    "development only": within(
      'if (process.env.NODE_ENV === "development") logger.info({ password });',
    ),
    "a type that has one method of a logger": `interface Recorder {
  info(message: string): void;
}
export const create = (recorder: Recorder, password: string) => recorder.info(password);
`,
    "an object that looks like a logger": `const logger = { info(line: unknown) {} };
export const signIn = (password: string) => logger.info({ password });
`,
  },
});
