import { testRule } from "../../harness/test-rule.js";

const EXPRESS = `import { PrismaClient } from "@prisma/client";
import express from "express";
const prisma = new PrismaClient();
const app = express();
`;

testRule("require-pagination", {
  reports: {
    "a list that is sent": `${EXPRESS}app.get("/orders", async (req, res) => {
  const orders = await prisma.order.findMany();
  res.json(orders);
});
`,
    "a list that is sent in an object, mapped": `${EXPRESS}app.get("/orders", async (req, res) => {
  const orders = await prisma.order.findMany({ where: { isPaid: true } });
  const answer = orders.map(({ id }) => ({ id }));
  res.status(200).send({ data: answer });
});
`,
    "a list that is sent at once": `${EXPRESS}app.get("/orders", async (req, res) => {
  res.json(await prisma.order.findMany({ select: { id: true, name: true } }));
});
`,
    "a list that becomes Koa's body": `import Koa from "koa";
import Router from "@koa/router";
import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
const router = new Router();
router.get("/orders", async (ctx) => {
  ctx.body = await prisma.order.findMany();
});
`,
    "the size of a page": `import { z } from "zod";
export const query = z.object({ page: z.number(), pageSize: z.coerce.number().int().min(1) });
export const read = (search: unknown) => query.parse(search);
`,
    "a limit beside a cursor": `import * as z from "zod";
export const query = z.object({ cursor: z.string().optional(), limit: z.int().default(20) });
export const read = (search: unknown) => query.parse(search);
`,
    "a size in a schema that an input is derived from": `import { z } from "zod";
import { procedure } from "./procedures.js";
export const query = z.object({ tenant: z.string(), page: z.int(), limit: z.int() });
export const list = procedure.input(query.omit({ tenant: true })).query(({ input }) => read(input));
`,
  },
  silent: {
    "a list with a limit": `${EXPRESS}app.get("/orders", async (req, res) => {
  const orders = await prisma.order.findMany({ take: 100 });
  res.json(orders);
});
`,
    "the rows of one user": `${EXPRESS}app.get("/orders", async (req, res) => {
  const orders = await prisma.order.findMany({ where: { userId: req.user.id } });
  res.json(orders);
});
`,
    "a selection that isn't spelled out": `${EXPRESS}app.get("/orders", async (req, res) => {
  const orders = await prisma.order.findMany({ where: filterOf(req) });
  res.json(orders);
});
`,
    "a number that is worked out from a list": `${EXPRESS}app.get("/orders", async (req, res) => {
  const orders = await prisma.order.findMany();
  res.json({ sum: orders.reduce((sum, { price }) => sum + price, 0), count: orders.length });
});
`,
    "a list that no request is answered with": `${EXPRESS}export async function exportAll(file) {
  const orders = await prisma.order.findMany();
  file.send(orders);
}
`,
    "one row": `${EXPRESS}app.get("/orders/first", async (req, res) => {
  res.json(await prisma.order.findFirst());
});
`,
    "a bounded size": `import { z } from "zod";
export const query = z.object({ page: z.number(), pageSize: z.number().max(100) });
export const read = (search: unknown) => query.parse(search);
`,
    "a size that is looked at further": `import { z } from "zod";
export const query = z.object({
  page: z.number(),
  pageSize: z.number().transform((size) => clamp(size)),
});
export const read = (search: unknown) => query.parse(search);
`,
    "an object that is looked at further": `import { z } from "zod";
export const query = z
  .object({ page: z.number(), limit: z.number() })
  .superRefine(({ limit }, context) => check(limit, context));
export const read = (search: unknown) => query.parse(search);
`,
    "a quota": `import { z } from "zod";
export const quota = z.object({ limit: z.number(), windowMs: z.number() });
export const read = (search: unknown) => quota.parse(search);
`,
    "an answer": `import { z } from "zod";
export const answer = z.object({ page: z.number(), limit: z.number(), total: z.number() });
export const read = (search: unknown) => answer.parse(search);
`,
    "a size that is bounded where it is used": `import { z } from "zod";
export const query = z.object({ page: z.number(), limit: z.number() });
export const sizeOf = (limit: number) => Math.min(limit, 100);
export const read = (search: unknown) => query.parse(search);
`,
    "a schema of which only the type is used": `import { z } from "zod";
export const query = z.object({ page: z.number(), limit: z.number() });
export type Query = z.infer<typeof query>;
`,
    "a request that is sent": `import { z } from "zod";
export const body = z.object({ cursor: z.string().optional(), limit: z.number().int().default(100) });
export const toJson = (request: unknown) => JSON.stringify(body.parse(request));
`,
    "the parameters of a statement": `import { z } from "zod";
export const logs = z.object({ offset: z.int(), limit: z.int() });
export const read = (db) => db.query({ query: "SELECT 1 LIMIT {limit: Int}", params: logs, schema: row });
`,
    "a schema of another library": `import { z } from "./schemas.js";
export const query = z.object({ page: z.number(), limit: z.number() });
export const read = (search: unknown) => query.parse(search);
`,
  },
});
