import { testRule } from "../../harness/test-rule.js";

const EXPRESS = `import { PrismaClient } from "@prisma/client";
import express from "express";
const prisma = new PrismaClient();
const app = express();
`;

const dto = (
  size: string,
  handler: string,
): string => `import { Controller, Get, Query } from "@nestjs/common";
import { IsInt, IsOptional, Max } from "class-validator";
export class ListDto {
  @IsOptional() @IsInt() page?: number;
  ${size} limit?: number;
}
@Controller("orders")
export class Orders {
  @Get()
  list(${handler}) {
    return this.orders.list(query);
  }
}
`;

const ajv = (size: string): string => `import Ajv from "ajv";
const ajv = new Ajv({ coerceTypes: true });
const validate = ajv.compile({
  type: "object",
  properties: { page: { type: "integer" }, limit: ${size} },
});
`;

testRule("require-pagination", {
  reports: {
    "the size of a page in a JSON schema": `${ajv('{ type: "integer", minimum: 1 }')}export const read = (query: unknown) => validate(query);
`,
    "the size of a page in a class that a handler of Nest takes": dto(
      "@IsOptional() @IsInt()",
      "@Query() query: ListDto",
    ),
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
    "the size of a page in a schema of valibot": `import * as v from "valibot";
export const query = v.object({
  page: v.number(),
  limit: v.optional(v.pipe(v.string(), v.transform(Number), v.number(), v.minValue(1))),
});
export const read = (search: unknown) => v.parse(query, search);
`,
    "the size of a page in a schema of TypeBox": `import { Type } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
export const query = Type.Object({ page: Type.Integer(), limit: Type.Optional(Type.Integer()) });
export const read = (search: unknown) => Value.Parse(query, search);
`,
    "the size of a page in a schema of Joi": `const Joi = require("joi");
const getUsers = {
  query: Joi.object().keys({ page: Joi.number().integer(), limit: Joi.number().integer() }),
};
module.exports = { getUsers, };
`,
    "a size in a schema that an input is derived from": `import { z } from "zod";
import { procedure } from "./procedures.js";
export const query = z.object({ tenant: z.string(), page: z.int(), limit: z.int() });
export const list = procedure.input(query.omit({ tenant: true })).query(({ input }) => read(input));
`,
  },
  silent: {
    "a bounded size in a JSON schema": `${ajv('{ type: "integer", maximum: 100 }')}export const read = (query: unknown) => validate(query);
`,
    "a JSON schema that nothing is judged with": ajv('{ type: "integer" }'),
    "a size in a JSON schema that is bounded where it is used": `${ajv('{ type: "integer" }')}export const read = (query: { limit: number }) =>
  validate(query) ? Math.min(query.limit, 100) : 10;
`,
    "a size in a JSON schema that is written elsewhere": `import { size } from "./size.js";
${ajv("size")}export const read = (query: unknown) => validate(query);
`,
    "a bounded size in a class": dto("@IsInt() @Max(100)", "@Query() query: ListDto"),
    "a class that no handler takes": dto("@IsInt()", "query: ListDto"),
    "a size in a class that a decorator looks at": dto(
      "@IsInt() @IsFew()",
      "@Query() query: ListDto",
    ),
    "a size in a class that its handler bounds": dto("@IsInt()", "@Query() query: ListDto").replace(
      "return this",
      "if (query.limit > 50) query.limit = 50;\n    return this",
    ),
    "a bounded size of valibot": `import * as v from "valibot";
export const query = v.object({ page: v.number(), limit: v.pipe(v.number(), v.maxValue(100)) });
export const read = (search: unknown) => v.parse(query, search);
`,
    "a size of valibot that is looked at further": `import * as v from "valibot";
export const query = v.object({ page: v.number(), limit: v.pipe(v.number(), v.check(isFew)) });
export const read = (search: unknown) => v.parse(query, search);
`,
    "a bounded size of TypeBox": `import { Type } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
export const query = Type.Object({ page: Type.Integer(), limit: Type.Integer({ maximum: 100 }) });
export const read = (search: unknown) => Value.Parse(query, search);
`,
    "a schema of TypeBox of which only the type is used": `import { Type, type Static } from "@sinclair/typebox";
export const query = Type.Object({ page: Type.Integer(), limit: Type.Integer() });
export type Query = Static<typeof query>;
`,
    "a bounded size of Joi": `const Joi = require("joi");
const getUsers = {
  query: Joi.object().keys({ page: Joi.number(), limit: Joi.number().integer().max(100) }),
};
module.exports = { getUsers, };
`,
    "a size of Joi that is bounded where it is used": `import Joi from "joi";
const query = Joi.object({ page: Joi.number(), limit: Joi.number().integer() });
export function read(search: unknown) {
  const { limit } = query.validate(search).value;
  if (limit > 100) throw new RangeError("limit");
  return limit;
}
`,
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
