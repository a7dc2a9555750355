import { testRule } from "../../harness/test-rule.js";

const APP = `import express from "express";
import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
const app = express();
`;

const NEST = `import { Body, Controller, Post, UsePipes } from "@nestjs/common";
import { InjectRepository } from "@nestjs/typeorm";
import { Repository } from "typeorm";
`;

testRule("require-validation", {
  reports: {
    "a body as it comes": `${APP}app.post("/users", async (req, res) => {
  const user = await prisma.user.create({ data: req.body });
  res.json(user);
});
`,
    "a body that is spread": `${APP}app.put("/users/:id", async (req, res) => {
  await prisma.user.update({ where: { id: req.params.id }, data: { ...req.body, seen: new Date() } });
  res.end();
});
`,
    "fields that nothing looks at, once": `${APP}app.post("/users", async (req, res) => {
  const { name, email } = req.body;
  await prisma.user.create({ data: { name, email } });
  await prisma.mail.create({ data: { to: email } });
  res.end();
});
`,
    "a body that a service stores": `${APP}const store = (data: object) => prisma.user.create({ data });
app.post("/users", async (req, res) => {
  res.json(await store(req.body));
});
`,
    "a body of mongoose's model": `import mongoose from "mongoose";
import express from "express";
const User = mongoose.model("User", new mongoose.Schema({ name: String, role: String }));
const app = express();
app.patch("/users/:id", async (req, res) => {
  res.json(await User.findByIdAndUpdate(req.params.id, req.body, { new: true }));
});
`,
    "a Nest body without a class": `${NEST}@Controller("users")
export class Users {
  constructor(@InjectRepository(User) private readonly users: Repository<User>) {}
  @Post()
  create(@Body() body: any) {
    return this.users.save(body);
  }
}
`,
    "a record that is made of the body": `${NEST}@Controller("users")
export class Users {
  constructor(@InjectRepository(User) private readonly users: Repository<User>) {}
  @Post()
  async create(@Body() body: Record<string, unknown>) {
    const user = this.users.create(body);
    return this.users.save(user);
  }
}
`,
  },
  silent: {
    "what a schema gave": `import { z } from "zod";
${APP}const User = z.object({ name: z.string() });
app.post("/users", async (req, res) => {
  res.json(await prisma.user.create({ data: User.parse(req.body) }));
});
`,
    "a schema whose verdict is asked for": `import Joi from "joi";
${APP}const schema = Joi.object({ name: Joi.string() });
app.post("/users", async (req, res) => {
  const { error } = schema.validate(req.body);
  if (error) return res.status(400).end();
  res.json(await prisma.user.create({ data: req.body }));
});
`,
    "middleware of one's own that checks": `import { z } from "zod";
${APP}const User = z.object({ name: z.string() });
const wellFormed = (req, res, next) => {
  req.body = User.parse(req.body);
  next();
};
app.post("/users", wellFormed, async (req, res) => {
  res.json(await prisma.user.create({ data: req.body }));
});
`,
    "middleware for the whole router": `${APP}app.use(validateBody(schemas));
app.post("/users", async (req, res) => {
  res.json(await prisma.user.create({ data: req.body }));
});
`,
    "a chain before the handler": `import { body, validationResult } from "express-validator";
${APP}app.post("/users", body("name").isString(), async (req, res) => {
  if (!validationResult(req).isEmpty()) return res.status(400).end();
  res.json(await prisma.user.create({ data: { name: req.body.name } }));
});
`,
    "fields that are looked at": `${APP}app.post("/users", async (req, res) => {
  const { name, email } = req.body;
  if (!name || !email) return res.status(400).end();
  res.json(await prisma.user.create({ data: { name, email } }));
});
`,
    "an id in a lookup": `${APP}app.get("/users/:id", async (req, res) => {
  res.json(await prisma.user.findUnique({ where: { id: req.params.id } }));
});
`,
    "a service that checks": `${APP}function create(data: object) {
  return prisma.user.create({ data: UserSchema.parse(data) });
}
app.post("/users", async (req, res) => {
  res.json(await create(req.body));
});
`,
    "a handler whose routes are elsewhere": `import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
export const create = async (req, res) => {
  res.json(await prisma.user.create({ data: req.body }));
};
`,
    "a schema of Fastify": `import Fastify from "fastify";
import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
const server = Fastify();
server.post("/users", { schema: { body: UserSchema } }, async (request) =>
  prisma.user.create({ data: request.body }),
);
`,
    "what Hono's validator gives": `import { Hono } from "hono";
import { zValidator } from "@hono/zod-validator";
import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
const app = new Hono();
app.post("/users", zValidator("json", schema), async (c) => {
  const data = c.req.valid("json");
  return c.json(await prisma.user.create({ data }));
});
`,
    "a class behind Nest's pipe": `import { ValidationPipe } from "@nestjs/common";
${NEST}class CreateUser {
  name!: string;
}
app.useGlobalPipes(new ValidationPipe());
@Controller("users")
export class Users {
  constructor(@InjectRepository(User) private readonly users: Repository<User>) {}
  @Post()
  create(@Body() body: CreateUser) {
    return this.users.save(body);
  }
}
`,
    "a pipe for one handler": `${NEST}@Controller("users")
export class Users {
  constructor(@InjectRepository(User) private readonly users: Repository<User>) {}
  @Post()
  @UsePipes(new SchemaPipe(schema))
  create(@Body() body: any) {
    return this.users.save(body);
  }
}
`,
    "a mongoose model that gets single fields": `import mongoose from "mongoose";
import express from "express";
const User = mongoose.model("User", new mongoose.Schema({ name: String }));
const app = express();
app.post("/users", async (req, res) => {
  res.json(await User.create({ name: req.body.name }));
});
`,
  },
});
