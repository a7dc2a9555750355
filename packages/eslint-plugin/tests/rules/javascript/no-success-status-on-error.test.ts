import { testRule } from "../../harness/test-rule.js";

const EXPRESS = `import express from "express";
import { load, record, fail } from "./orders.js";
const app = express();
`;
const HONO = `import { Hono } from "hono";
import { load } from "./orders.js";
const app = new Hono();
`;
const NEST = `import { Controller, Get, HttpCode, Res } from "@nestjs/common";
import { load } from "./orders.js";
`;

function express(body: string, path = "/orders"): string {
  return `${EXPRESS}app.get("${path}", async (req, res) => {\n${body}\n});\n`;
}

testRule("no-success-status-on-error", {
  reports: {
    "a catch clause without a status": express(`  try {
    res.json(await load());
  } catch (error) {
    res.json({ error: error.message });
  }`),
    "a catch clause that says 200": express(`  try {
    res.json(await load());
  } catch {
    res.status(200).send({ success: false, message: "Something went wrong" });
  }`),
    "a text that tells of a failure": express(`  load()
    .then((orders) => res.json(orders))
    .catch(() => res.send("Failed to load the orders"));`),
    "an error callback": express(`  load((err, orders) => {
    if (err) return res.json({ message: err.message });
    res.json(orders);
  });`),
    "input that a schema refuses": `import { z } from "zod";
${express(`  const input = z.object({ id: z.string() }).safeParse(req.query);
  if (!input.success) return res.json({ errors: input.error.issues });
  res.json(await load(input.data.id));`)}`,
    "a branch for what is not there": express(`  const order = await load(req.params.id);
  if (!order) return res.json({ error: "Order not found" });
  res.json(order);`),
    "an error handler": `${EXPRESS}app.use((error, req, res, next) => {
  res.json({ error: error.message });
});
`,
    "a wrapped handler of another function": `import type { Request, Response } from "express";
import { load } from "./orders.js";
export async function list(req: Request, res: Response) {
  try {
    res.json(await load());
  } catch (e) {
    res.json({ ok: false, error: String(e) });
  }
}
`,
    "a context of Hono": `${HONO}app.get("/orders", async (c) => {
  try {
    return c.json(await load());
  } catch (error) {
    return c.json({ error: "Could not load the orders" });
  }
});
`,
    "a context of Koa": `import Router from "@koa/router";
import { load } from "./orders.js";
const router = new Router();
router.get("/orders", async (ctx) => {
  try {
    ctx.body = await load();
  } catch (error) {
    ctx.body = { error: error.message };
  }
});
`,
    "what a controller of Nest returns": `${NEST}@Controller("orders")
export class Orders {
  @Get()
  async list() {
    try {
      return await load();
    } catch (error) {
      return { success: false, error: error.message };
    }
  }
}
`,
    "a reply of Fastify": `import fastify from "fastify";
import { load } from "./orders.js";
const app = fastify();
app.get("/orders", async (request, reply) => {
  try {
    return await load();
  } catch (error) {
    return reply.send({ error: "Failed" });
  }
});
`,
  },
  silent: {
    "a status in the chain": express(`  try {
    res.json(await load());
  } catch (error) {
    res.status(500).json({ error: error.message });
  }`),
    "a status that is worked out": express(`  try {
    res.json(await load());
  } catch (error) {
    res.status(error.status ?? 500).json({ error: error.message });
  }`),
    "a status on a line of its own": express(`  try {
    res.json(await load());
  } catch (error) {
    res.status(500);
    res.json({ error: error.message });
  }`),
    "a status that is assigned": express(`  try {
    res.json(await load());
  } catch (error) {
    res.statusCode = 500;
    res.json({ error: error.message });
  }`),
    "a function that is handed the response": express(`  try {
    res.json(await load());
  } catch (error) {
    fail(res, error);
    res.json({ error: error.message });
  }`),
    "an answer to fall back on": express(`  try {
    res.json(await load());
  } catch (error) {
    record(error);
    res.json([]);
  }`),
    "part of an answer": express(`  try {
    res.json(await load());
  } catch (error) {
    res.json({ orders: req.app.locals.orders, error: error.message });
  }`),
    "a protocol that tells of errors in the body": express(`  try {
    res.json(await load());
  } catch (error) {
    res.json({ jsonrpc: "2.0", error: { code: -32000, message: error.message } });
  }`),
    "a webhook, whose sender repeats what fails": express(
      `  try {
    res.json(await load());
  } catch (error) {
    res.json({ error: error.message });
  }`,
      "/webhooks/stripe",
    ),
    "a route that asks whether something works": express(
      `  try {
    await load();
    res.json({ success: true });
  } catch (error) {
    res.json({ success: false, message: error.message });
  }`,
      "/test-connection",
    ),
    "a comment that says why": express(`  try {
    res.json(await load());
  } catch (error) {
    // The old clients only read bodies of status 200.
    res.json({ error: error.message });
  }`),
    "a status of the context": `${HONO}app.get("/orders", async (c) => {
  try {
    return c.json(await load());
  } catch (error) {
    return c.json({ error: "Could not load the orders" }, 500);
  }
});
`,
    "a status that was set on the context": `${HONO}app.get("/orders", async (c) => {
  try {
    return c.json(await load());
  } catch (error) {
    c.status(500);
    return c.json({ error: "Could not load the orders" });
  }
});
`,
    "a status of Koa, set afterwards": `import Router from "@koa/router";
import { load } from "./orders.js";
const router = new Router();
router.get("/orders", async (ctx) => {
  try {
    ctx.body = await load();
  } catch (error) {
    ctx.body = { error: error.message };
    ctx.status = 500;
  }
});
`,
    "a method of Nest that answers no request": `${NEST}export class Orders {
  async list() {
    try {
      return await load();
    } catch (error) {
      return { success: false, error: error.message };
    }
  }
}
`,
    "a handler of Nest that sets the status": `${NEST}@Controller("orders")
export class Orders {
  @Get()
  async list(@Res({ passthrough: true }) res) {
    try {
      return await load();
    } catch (error) {
      res.status(502);
      return { success: false, error: error.message };
    }
  }
}
`,
    "the answer of another service": `export async function load(url: string) {
  return fetch(url).then((res) => res.json()).catch((error) => ({ error }));
}
`,
    "a response that no request waits for": `import { load } from "./orders.js";
export async function build(mail: { json(body: object): void }) {
  try {
    await load();
  } catch (error) {
    mail.json({ error: error.message });
  }
}
`,
  },
});
