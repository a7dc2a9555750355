import { testRule } from "../../harness/test-rule.js";

const SERVICE = `import express from "express";
import { Pool } from "pg";
import { loadOrders } from "./orders.js";
const app = express();
const pool = new Pool();
`;

testRule("no-data-access-in-handler", {
  reports: {
    "several queries, told once": `${SERVICE}app.post("/orders", async (req, res) => {
  const { rows } = await pool.query("SELECT id FROM users WHERE id = $1", [req.body.user]);
  await pool.query("INSERT INTO orders (owner) VALUES ($1)", [rows[0].id]);
  res.sendStatus(201);
});
`,
    "a query in a named handler": `${SERVICE}async function list(req, res) {
  const { rows } = await pool.query("SELECT id FROM orders LIMIT 10");
  res.json({ rows, count: await pool.query("SELECT count(*) FROM orders") });
}
app.get("/orders", list);
`,
  },
  silent: {
    "a single query": `${SERVICE}app.get("/orders", async (req, res) => {
  res.json(await pool.query("SELECT id FROM orders LIMIT 10"));
});
`,
    "a function of a service": `${SERVICE}app.get("/orders", async (req, res) => {
  res.json(await loadOrders());
});
`,
    "a function of the file": `${SERVICE}async function load() {
  return pool.query("SELECT id FROM orders LIMIT 10");
}
app.get("/orders", async (req, res) => {
  res.json(await load());
});
`,
    "a query of a health route": `${SERVICE}app.get("/healthz", async (req, res) => {
  await pool.query("SELECT 1");
  res.send("OK");
});
`,
    "a query that no route runs": `import { Pool } from "pg";
const pool = new Pool();
export const load = () => pool.query("SELECT id FROM orders LIMIT 10");
`,
  },
});
