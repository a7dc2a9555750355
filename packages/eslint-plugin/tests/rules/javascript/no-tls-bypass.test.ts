import { testRule } from "../../harness/test-rule.js";

testRule("no-tls-bypass", {
  reports: {
    "an agent": `import https from "node:https";
export const agent = new https.Agent({ rejectUnauthorized: false });
`,
    "a pool of pg": `import { Pool } from "pg";
export const pool = new Pool({ connectionString: process.env.DATABASE_URL, ssl: { rejectUnauthorized: false } });
`,
    "options in a constant": `import { Pool } from "pg";
const ssl = { rejectUnauthorized: false };
export const pool = new Pool({ ssl });
`,
    "a pool of pg in production": `import { Pool } from "pg";
export const pool = new Pool({
  ssl: process.env.NODE_ENV === "production" ? { rejectUnauthorized: false } : false,
});
`,
    "a pool of pg, once encryption is on": `import { Pool } from "pg";
export const pool = new Pool({ ssl: process.env.DB_SSL === "true" ? { rejectUnauthorized: false } : false });
`,
    "options that are set later": `import { createPool } from "mysql2/promise";
const options = { uri: process.env.DATABASE_URL, ssl: {} };
options.ssl = { rejectUnauthorized: false };
export const pool = createPool(options);
`,
    "a client of Redis": `import Redis from "ioredis";
export const redis = new Redis({ host: process.env.REDIS_HOST, tls: { rejectUnauthorized: false } });
`,
    "a mail server": `import nodemailer from "nodemailer";
export const mail = nodemailer.createTransport({ host: process.env.SMTP_HOST, tls: { rejectUnauthorized: false } });
`,
    "options that are spread": `import Redis from "ioredis";
export function connect(isEncrypted: boolean) {
  const encryption = isEncrypted ? { tls: { rejectUnauthorized: false } } : {};
  return new Redis({ host: process.env.REDIS_HOST, ...encryption });
}
`,
    "a pool in production unless it is switched off": `import { Pool } from "pg";
export const make = (isProduction: boolean, isPlain: boolean) =>
  new Pool({ ssl: isProduction && !isPlain ? { rejectUnauthorized: false } : false });
`,
    "a library that nothing is known of": `import { connect } from "some-broker";
export const broker = connect({ url: process.env.BROKER, tls: { rejectUnauthorized: false } });
`,
    "what a factory of Nest gives": `import { TypeOrmModule } from "@nestjs/typeorm";
export const database = TypeOrmModule.forRootAsync({
  useFactory: () => ({ type: "postgres", ssl: { rejectUnauthorized: false } }),
});
`,
    "the whole process": `process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
`,
    "the whole process by a number": `process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = 0;
`,
    "a name that is always right": `import tls from "node:tls";
export const socket = tls.connect({ host: process.env.HOST, port: 443, checkServerIdentity: () => undefined });
`,
    "an address": `import { Pool } from "pg";
export const pool = new Pool({ connectionString: "postgres://db.internal/app?sslmode=no-verify" });
`,
  },
  silent: {
    "an authority of one's own": `import https from "node:https";
import { readFileSync } from "node:fs";
export const agent = new https.Agent({ ca: readFileSync("ca.pem"), rejectUnauthorized: true });
`,
    "an option of the configuration": `import https from "node:https";
import { config } from "./config.js";
export const agent = new https.Agent({ rejectUnauthorized: config.verify });
`,
    "an option of the environment": `import { Pool } from "pg";
export const pool = new Pool({ ssl: { rejectUnauthorized: process.env.DB_VERIFY !== "false" } });
`,
    "a pool of pg in development": `import { Pool } from "pg";
export const pool = new Pool({
  ssl: process.env.NODE_ENV === "production" ? true : { rejectUnauthorized: false },
});
`,
    "a switch that somebody turns on purpose": `import https from "node:https";
export const agent = process.env.ALLOW_SELF_SIGNED === "true"
  ? new https.Agent({ rejectUnauthorized: false })
  : undefined;
`,
    "the whole process in development": `if (process.env.NODE_ENV === "development") {
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
}
`,
    "options that go nowhere": `export const schema = { rejectUnauthorized: false, host: "" };
`,
    "a function of the project": `import { save } from "./settings.js";
export const reset = () => save({ rejectUnauthorized: false });
`,
    "a name that is checked": `import tls from "node:tls";
export const socket = tls.connect({
  host: process.env.HOST,
  port: 443,
  checkServerIdentity: (host, certificate) => tls.checkServerIdentity("db.internal", certificate),
});
`,
    "a variable that another process gets": `import { spawn } from "node:child_process";
export const child = spawn("node", ["job.js"], { env: { ...process.env, MODE: "job" } });
`,
  },
});
