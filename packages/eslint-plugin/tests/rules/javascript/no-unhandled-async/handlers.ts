import type { RuleSamples } from "../../../harness/test-rule.js";

const EXPRESS = `import express from "express";
import { Pool } from "pg";
const app = express();
const pool = new Pool();
`;

const on4 = (code: string, filename = "express4/src/app.ts") => ({
  filename,
  code: EXPRESS + code,
});

export const handlers: RuleSamples = {
  reports: {
    "a handler of Express 4": on4(`app.get("/users", async (request, response) => {
  response.json(await pool.query("SELECT 1"));
});
`),
    "a named handler of Express 4, on a route": on4(`async function list(request, response) {
  response.json(await pool.query("SELECT 1"));
}
const router = express.Router();
router.route("/users").get(list);
`),
    "middleware of Express 4, in a list": on4(`app.use([async (request, response, next) => {
  request.user = await pool.query("SELECT 1");
  next();
}]);
`),
    "a handler of Express 4 that a function makes":
      on4(`const list = (limit: number) => async (request, response) => {
  response.json(await pool.query("SELECT 1 LIMIT $1", [limit]));
};
app.get("/users", list(10));
`),
    "a request that is handed on and never answered": {
      filename: "src/sample.js",
      code: `module.exports.check = () => (request, response, next) => {
  void checkQuantity(request, response, next, request.body.id);
};
async function checkQuantity(request, response, next, id) {
  const product = await request.models.product(id);
  if (product.quantity > 0) next();
  else response.status(400).end();
}
`,
    },
  },
  silent: {
    "a request that is handed on and answered in any case": {
      filename: "src/sample.js",
      code: `module.exports.check = () => (request, response, next) => {
  void checkQuantity(request, response, next, request.body.id);
};
async function checkQuantity(request, response, next, id) {
  try {
    const product = await request.models.product(id);
    if (product.quantity > 0) next();
    else response.status(400).end();
  } catch (error) {
    next(error);
  }
}
`,
    },
    "work beside a request, of which nothing is known": {
      filename: "src/sample.js",
      code: `module.exports.check = () => (request, response, next) => {
  void count(request);
  next();
};
async function count(request) {
  await request.counter.add();
}
`,
    },
    "a handler of Express 4 that catches":
      on4(`app.get("/users", async (request, response, next) => {
  try {
    response.json(await pool.query("SELECT 1"));
  } catch (error) {
    next(error);
  }
});
`),
    "a handler of Express 4 in a wrapper":
      on4(`const wrap = (handler) => (request, response, next) =>
  Promise.resolve(handler(request, response, next)).catch(next);
app.get("/users", wrap(async (request, response) => {
  response.json(await pool.query("SELECT 1"));
}));
`),
    "a handler of Express 4 in a package's wrapper":
      on4(`import asyncHandler from "express-async-handler";
app.get("/users", asyncHandler(async (request, response) => {
  response.json(await pool.query("SELECT 1"));
}));
`),
    "a handler of Express 5": on4(
      `app.get("/users", async (request, response) => {
  response.json(await pool.query("SELECT 1"));
});
`,
      "express5/src/app.ts",
    ),
    "a handler of a patched Express 4": on4(
      `app.get("/users", async (request, response) => {
  response.json(await pool.query("SELECT 1"));
});
`,
      "express4-patched/src/app.ts",
    ),
    "a handler of Fastify": `import fastify from "fastify";
import { Pool } from "pg";
const pool = new Pool();
const app = fastify();
app.get("/users", async () => pool.query("SELECT 1"));
`,
  },
};
