import { testRule } from "../../harness/test-rule.js";

const withCors = (options: string, before = ""): string => `import cors from "cors";
import express from "express";
${before}
const app = express();
app.use(cors(${options}));
`;

const byHand = (statements: string): string => `import express from "express";
const app = express();
app.use((req, res, next) => {
  ${statements}
  next();
});
`;

testRule("no-permissive-cors", {
  reports: {
    "a reflected origin": withCors("{ origin: true, credentials: true }"),
    "any origin": withCors('{ origin: "*", credentials: true }'),
    "no origin at all": withCors("{ credentials: true }"),
    "a function that refuses none": withCors(
      "{ origin: (origin, callback) => callback(null, true), credentials: true }",
    ),
    "a function that gives back what it is given": withCors(
      "{ origin: (origin, callback) => { callback(null, origin); }, credentials: true }",
    ),
    "a pattern that fits any": withCors("{ origin: /.*/, credentials: true }"),
    "options in a constant": withCors(
      "options",
      "const options = { origin: true, credentials: true };",
    ),
    "a plugin of Fastify": `import fastify from "fastify";
import cors from "@fastify/cors";
const app = fastify();
await app.register(cors, { origin: true, credentials: true });
`,
    "an application of Nest": `import { NestFactory } from "@nestjs/core";
import { AppModule } from "./app.module.js";
const app = await NestFactory.create(AppModule);
app.enableCors({ origin: true, credentials: true });
`,
    "an application of Nest by its options": `import { NestFactory } from "@nestjs/core";
import { AppModule } from "./app.module.js";
export const app = NestFactory.create(AppModule, { cors: { origin: true, credentials: true } });
`,
    "a middleware of Hono": `import { Hono } from "hono";
import { cors } from "hono/cors";
const app = new Hono();
app.use("*", cors({ origin: (origin) => origin, credentials: true }));
`,
    "a middleware of Koa, which reflects by itself": `import Koa from "koa";
import cors from "@koa/cors";
const app = new Koa();
app.use(cors({ credentials: true }));
`,
    "a server of Socket.IO": `import { Server } from "socket.io";
export const io = new Server(3000, { cors: { origin: true, credentials: true } });
`,
    "headers by hand":
      byHand(`res.setHeader("Access-Control-Allow-Origin", req.headers.origin ?? "*");
  res.setHeader("Access-Control-Allow-Credentials", "true");`),
    "headers by hand, through a name": byHand(`const origin = req.get("Origin");
  res.header("Access-Control-Allow-Origin", origin);
  res.header("Access-Control-Allow-Credentials", "true");`),
  },
  silent: {
    "a named origin": withCors('{ origin: "https://app.example.com", credentials: true }'),
    "named origins": withCors('{ origin: ["https://app.example.com"], credentials: true }'),
    "any origin without credentials": withCors('{ origin: "*" }'),
    "a reflected origin without credentials": withCors("{ origin: true }"),
    "the defaults": withCors(""),
    "an origin of the environment": withCors("{ origin: process.env.ORIGIN, credentials: true }"),
    "a function that compares": withCors(
      "{ origin: (origin, callback) => callback(null, ALLOWED.has(origin)), credentials: true }",
      'const ALLOWED = new Set(["https://app.example.com"]);',
    ),
    "a function that refuses some": withCors(
      `{
  credentials: true,
  origin: (origin, callback) => {
    if (!origin || origin.endsWith(".example.com")) callback(null, true);
    else callback(new Error("refused"));
  },
}`,
    ),
    "a policy for development": withCors(
      '{ origin: process.env.NODE_ENV === "development" ? true : "https://app.example.com", credentials: true }',
    ),
    "an origin that is set later": withCors(
      "options",
      'const options = { credentials: true };\noptions.origin = ["https://app.example.com"];',
    ),
    "options of another file": withCors("options", 'import { options } from "./cors.js";'),
    "a function that only has the name": `import { cors } from "./gates.js";
export const gate = cors({ origin: true, credentials: true });
`,
    "headers by hand after a test": byHand(`if (ALLOWED.includes(req.headers.origin)) {
    res.setHeader("Access-Control-Allow-Origin", req.headers.origin);
    res.setHeader("Access-Control-Allow-Credentials", "true");
  }`),
    "headers by hand after a helper's test": byHand(`const origin = req.headers.origin;
  if (!isAllowed(origin)) return next();
  res.setHeader("Access-Control-Allow-Origin", origin);
  res.setHeader("Access-Control-Allow-Credentials", "true");`),
    "headers by hand without credentials": byHand(
      'res.setHeader("Access-Control-Allow-Origin", req.headers.origin);',
    ),
    "headers by hand with one origin":
      byHand(`res.setHeader("Access-Control-Allow-Origin", process.env.ORIGIN);
  res.setHeader("Access-Control-Allow-Credentials", "true");`),
  },
});
