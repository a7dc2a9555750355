import { testRule } from "../../harness/test-rule.js";

const signing = (secret: string): string => `import jwt from "jsonwebtoken";
${secret}
export const sign = (id: string) => jwt.sign({ id }, SECRET, { expiresIn: "1h" });
`;

testRule("no-unsafe-default", {
  reports: {
    "a default of a secret": signing('const SECRET = process.env.JWT_SECRET ?? "secret";'),
    "a default after an empty text": signing('const SECRET = process.env.JWT_SECRET || "secret";'),
    "a default by a condition": signing(
      'const SECRET = process.env.JWT_SECRET ? process.env.JWT_SECRET : "secret";',
    ),
    "a default of a destructured variable": signing(
      'const { JWT_SECRET: SECRET = "secret" } = process.env;',
    ),
    "a default in an object": `import session from "express-session";
const config = { session: { secret: process.env.SESSION_SECRET || "keyboard cat" } };
export const sessions = session({ secret: config.session.secret, resave: false });
`,
    "a default in another file": `import session from "express-session";
import { settings } from "./settings.js";
export const sessions = session({ secret: settings.session.secret, resave: false });
`,
    "a default of a helper":
      signing(`const read = (name: string, otherwise: string) => process.env[name] ?? otherwise;
const SECRET = read("JWT_SECRET", "secret");`),
    "a default of a schema": signing(`import { z } from "zod";
const env = z.object({ JWT_SECRET: z.string().default("secret") }).parse(process.env);
const SECRET = env.JWT_SECRET;`),
    "a default of envalid": signing(`import { cleanEnv, str } from "envalid";
const env = cleanEnv(process.env, { JWT_SECRET: str({ default: "secret" }) });
const SECRET = env.JWT_SECRET;`),
    "a default of joi": signing(`import Joi from "joi";
const { value: env } = Joi.object({ JWT_SECRET: Joi.string().default("secret") }).validate(process.env);
const SECRET = env.JWT_SECRET;`),
    "a default of convict": signing(`import convict from "convict";
const config = convict({ jwt: { secret: { format: String, default: "secret", env: "JWT_SECRET" } } });
const SECRET = config.get("jwt.secret");`),
    "a default of env-var": signing(`import env from "env-var";
const SECRET = env.get("JWT_SECRET").default("secret").asString();`),
    "a default of Nest's configuration": `import { ConfigService } from "@nestjs/config";
import { JwtModule } from "@nestjs/jwt";
export const tokens = JwtModule.registerAsync({
  inject: [ConfigService],
  useFactory: (config: ConfigService) => ({
    secret: config.get("JWT_SECRET", "secret"),
    signOptions: { expiresIn: "1h" },
  }),
});
`,
    "a default password of a database elsewhere": `import { Pool } from "pg";
export const pool = new Pool({ host: process.env.DB_HOST, password: process.env.DB_PASSWORD ?? "hunter2" });
`,
    "a default address with a password": `import { MongoClient } from "mongodb";
const uri = process.env.MONGO_URL ?? "mongodb+srv://app:hunter2@cluster0.mongodb.net/app";
export const client = new MongoClient(uri);
`,
  },
  silent: {
    "no default": signing("const SECRET = process.env.JWT_SECRET as string;"),
    "an empty default, which no library takes": signing(
      'const SECRET = process.env.JWT_SECRET ?? "";',
    ),
    "a default that is worked out": signing(`import { randomBytes } from "node:crypto";
const SECRET = process.env.JWT_SECRET ?? randomBytes(32).toString("hex");`),
    "a default outside production": signing(
      'const SECRET = process.env.JWT_SECRET ?? (process.env.NODE_ENV === "production" ? fail() : "secret");\ndeclare function fail(): never;',
    ),
    "a guard that ends the start":
      signing(`if (process.env.NODE_ENV === "production" && !process.env.JWT_SECRET) {
  throw new Error("JWT_SECRET is missing");
}
const SECRET = process.env.JWT_SECRET ?? "secret";`),
    "a guard against the default itself": signing(`const DEFAULT_SECRET = "secret";
const SECRET = process.env.JWT_SECRET ?? DEFAULT_SECRET;
if (SECRET === DEFAULT_SECRET) console.warn("set JWT_SECRET");`),
    "a schema without a default": signing(`import { z } from "zod";
const env = z.object({ JWT_SECRET: z.string().min(32) }).parse(process.env);
const SECRET = env.JWT_SECRET;`),
    "a default for development only": signing(`import { cleanEnv, str } from "envalid";
const env = cleanEnv(process.env, { JWT_SECRET: str({ devDefault: "secret" }) });
const SECRET = env.JWT_SECRET;`),
    "a default of something that is no secret": `import express from "express";
const app = express();
app.listen(Number(process.env.PORT ?? "3000"), process.env.HOST ?? "0.0.0.0");
`,
    "a name that sounds like a secret": `const PASSWORD_HINT = process.env.PASSWORD_HINT ?? "your pet";
export const hint = () => PASSWORD_HINT;
`,
    "a database that is looked for on the same machine": `import { Pool } from "pg";
export const pool = new Pool({
  host: process.env.DB_HOST ?? "localhost",
  password: process.env.DB_PASSWORD ?? "postgres",
});
`,
    "an address on the same machine": `import { MongoClient } from "mongodb";
export const client = new MongoClient(process.env.MONGO_URL ?? "mongodb://app:app@localhost/app");
`,
    "a key that opens nothing": `import OpenAI from "openai";
export const ai = new OpenAI({ apiKey: process.env.OPENAI_KEY ?? "not-set" });
`,
  },
});
