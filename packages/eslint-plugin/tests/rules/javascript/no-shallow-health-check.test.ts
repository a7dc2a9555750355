import { testRule } from "../../harness/test-rule.js";

const SERVICE = `import express from "express";
import { Pool } from "pg";
const app = express();
const pool = new Pool();
let isReady = false;
`;

testRule("no-shallow-health-check", {
  reports: {
    "a readiness route that only answers": `${SERVICE}app.get("/readyz", (req, res) => {
  res.status(200).json({ status: "ok", uptime: process.uptime() });
});
`,
    "a readiness route behind a prefix": `${SERVICE}app.get("/health/ready", (_req, res) => res.send("OK"));
`,
    "a readiness route of Fastify": `import fastify from "fastify";
import mongoose from "mongoose";
const app = fastify();
mongoose.connect("mongodb://localhost/app");
app.get("/readiness", async (request, reply) => {
  return reply.code(200).send({ ready: true });
});
`,
    "a liveness route that queries": `${SERVICE}app.get("/livez", async (req, res) => {
  await pool.query("SELECT 1");
  res.send("OK");
});
`,
    "a liveness route that queries in another function": `${SERVICE}async function check() {
  await pool.query("SELECT 1");
}
app.get("/health/live", async (req, res) => {
  await check();
  res.send("OK");
});
`,
  },
  silent: {
    "a readiness route that queries": `${SERVICE}app.get("/readyz", async (req, res) => {
  await pool.query("SELECT 1");
  res.send("OK");
});
`,
    "a readiness route that asks a function": `${SERVICE}import { checkAll } from "./checks.js";
app.get("/readyz", async (req, res) => {
  res.json(await checkAll());
});
`,
    "a readiness route that goes by a flag": `${SERVICE}app.get("/readyz", (req, res) => {
  res.sendStatus(isReady ? 200 : 503);
});
`,
    "a route that may be either": `${SERVICE}app.get("/health", (req, res) => res.send("OK"));
`,
    "a liveness route that only answers": `${SERVICE}app.get("/livez", (req, res) => res.send("OK"));
`,
    "a plain health route that queries": `${SERVICE}app.get("/healthz", async (req, res) => {
  await pool.query("SELECT 1");
  res.send("OK");
});
`,
    "a readiness route of a library beside it": `${SERVICE}import { createTerminus } from "@godaddy/terminus";
app.get("/readyz", (req, res) => res.send("OK"));
createTerminus(app, { healthChecks: { "/ready": () => pool.query("SELECT 1") } });
`,
  },
});
