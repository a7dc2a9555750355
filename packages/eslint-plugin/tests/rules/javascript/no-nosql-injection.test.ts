import { testRule } from "../../harness/test-rule.js";

const APP = `import express from "express";
import { User } from "./user.js";
const app = express();
app.use(express.json());
`;

const MODEL = `import mongoose from "mongoose";
import express from "express";
const User = mongoose.model("User", new mongoose.Schema({ email: String, password: String }));
const app = express();
app.use(express.json());
`;

testRule("no-nosql-injection", {
  reports: {
    "a name and a password": `${MODEL}app.post("/login", async (req, res) => {
  const user = await User.findOne({ email: req.body.email, password: req.body.password });
  res.json(user);
});
`,
    "a field by another name, that only has to be there": `${MODEL}app.post("/reset", async (req, res) => {
  const { token } = req.body;
  if (!token) return res.status(400).end();
  const user = await User.findOne({ resetToken: token });
  await user.updateOne({ resetToken: null });
  res.json(user.id);
});
`,
    "a filter as it comes": `${MODEL}app.post("/search", async (req, res) => {
  res.json(await User.find(req.body));
});
`,
    "one of several filters": `${MODEL}app.post("/search", async (req, res) => {
  res.json(await User.find({ $or: [{ name: req.body.name }, { email: req.body.email }] }));
});
`,
    "the driver, one call away": `import { MongoClient } from "mongodb";
import Fastify from "fastify";
const client = new MongoClient("mongodb://localhost");
const server = Fastify();
const bySession = (id: string) => client.db().collection("sessions").findOne({ id });
server.post("/session", async (request) => bySession(request.body.session));
`,
  },
  silent: {
    "code in a filter, which no-sql-interpolation reports": `${MODEL}app.get("/search", async (req, res) => {
  res.json(await User.find({ $where: \`this.name === '\${req.body.name}'\` }));
});
`,
    "a path parameter, which is text": `${MODEL}app.get("/users/:id", async (req, res) => {
  res.json(await User.findOne({ _id: req.params.id }));
});
`,
    "text, whatever came": `${MODEL}app.post("/login", async (req, res) => {
  res.json(await User.findOne({ email: String(req.body.email) }));
});
`,
    "what only text has": `${MODEL}app.post("/login", async (req, res) => {
  const email = req.body.email.toLowerCase();
  res.json(await User.findOne({ email }));
});
`,
    "a test of its type": `${MODEL}app.post("/login", async (req, res) => {
  const { email } = req.body;
  if (typeof email !== "string") return res.status(400).end();
  res.json(await User.findOne({ email }));
});
`,
    "an operator that takes values": `${MODEL}app.post("/login", async (req, res) => {
  res.json(await User.findOne({ email: { $eq: req.body.email } }));
});
`,
    "a question whether it exists": `${MODEL}app.post("/register", async (req, res) => {
  const taken = await User.findOne({ email: req.body.email });
  if (taken) return res.status(409).end();
  res.status(201).end();
});
`,
    "middleware that takes operators out": `import mongoSanitize from "express-mongo-sanitize";
${MODEL}app.use(mongoSanitize());
app.post("/login", async (req, res) => {
  res.json(await User.findOne({ email: req.body.email }));
});
`,
    "filters that mongoose cleans": `${MODEL}mongoose.set("sanitizeFilter", true);
app.post("/login", async (req, res) => {
  res.json(await User.findOne({ email: req.body.email }));
});
`,
    "a schema before the handler": `${MODEL}app.post("/login", checkSchema({ email: { isEmail: true } }), async (req, res) => {
  res.json(await User.findOne({ email: req.body.email }));
});
`,
    "a schema of Fastify": `import { MongoClient } from "mongodb";
import Fastify from "fastify";
const client = new MongoClient("mongodb://localhost");
const server = Fastify();
const body = { type: "object", properties: { session: { type: "string" } } };
server.post("/session", { schema: { body } }, async (request) =>
  client.db().collection("sessions").findOne({ id: request.body.session }),
);
`,
    "a model that can't be known": `${APP}app.post("/login", async (req, res) => {
  res.json(await User.findOne({ email: req.body.email }));
});
`,
    "forms of plain values": `import mongoose from "mongoose";
import express from "express";
const User = mongoose.model("User", new mongoose.Schema({ email: String }));
const app = express();
app.use(express.urlencoded({ extended: false }));
app.post("/login", async (req, res) => {
  res.json(await User.findOne({ email: req.body.email }));
});
`,
  },
});
