import { testRule } from "../../harness/test-rule.js";

const SERVICE = `import express from "express";
import { Pool } from "pg";
const app = express();
const pool = new Pool();
`;

testRule("no-mutation-in-get", {
  reports: {
    "a delete": `${SERVICE}app.get("/orders/:id/delete", async (req, res) => {
  await pool.query("DELETE FROM orders WHERE id = $1", [req.params.id]);
  res.redirect("/orders");
});
`,
    "a write in another function, after a refusal": `${SERVICE}async function archive(id: string) {
  await pool.query("UPDATE orders SET archived = true WHERE id = $1", [id]);
}
app.get("/orders/:id/archive", async (req, res) => {
  if (!req.params.id) return res.sendStatus(400);
  await archive(req.params.id);
  res.send("archived");
});
`,
    "a write of Nest": `import { Controller, Get, Param } from "@nestjs/common";
import { Repository } from "typeorm";
@Controller("orders")
export class Orders {
  constructor(private readonly orders: Repository<object>) {}
  @Get(":id/remove")
  async remove(@Param("id") id: string) {
    return this.orders.delete({ id });
  }
}
`,
  },
  silent: {
    "a POST": `${SERVICE}app.post("/orders/:id/delete", async (req, res) => {
  await pool.query("DELETE FROM orders WHERE id = $1", [req.params.id]);
  res.send("deleted");
});
`,
    "a read": `${SERVICE}app.get("/orders/:id", async (req, res) => {
  res.json(await pool.query("SELECT * FROM orders WHERE id = $1", [req.params.id]));
});
`,
    "a row that is made when it is first asked for": `${SERVICE}app.get("/settings", async (req, res) => {
  const found = await pool.query("SELECT * FROM settings WHERE id = $1", [req.query.id]);
  if (found.rows.length === 0)
    await pool.query("INSERT INTO settings (id) VALUES ($1)", [req.query.id]);
  res.json(found.rows[0] ?? {});
});
`,
    "a row that is found after an early answer": `${SERVICE}app.get("/settings", async (req, res) => {
  const found = await pool.query("SELECT * FROM settings WHERE id = $1", [req.query.id]);
  if (found.rows.length > 0) return res.json(found.rows[0]);
  await pool.query("INSERT INTO settings (id) VALUES ($1)", [req.query.id]);
  res.json({});
});
`,
    "a counter": `${SERVICE}app.get("/articles/:id", async (req, res) => {
  await pool.query("UPDATE articles SET views = views + 1 WHERE id = $1", [req.params.id]);
  res.json({});
});
`,
    "a trace of use that nobody waits for": `${SERVICE}app.get("/articles/:id", (req, res) => {
  void pool.query("UPDATE users SET active = true WHERE id = $1", [req.params.id]);
  res.json({});
});
`,
    "a link in a mail": `${SERVICE}app.get("/verify-email", async (req, res) => {
  await pool.query("UPDATE users SET verified = true WHERE secret = $1", [req.query.secret]);
  res.redirect("/");
});
`,
    "a way back from a provider": `${SERVICE}app.get("/slack/connect", async (req, res) => {
  const { code } = req.query;
  await pool.query("INSERT INTO integrations (kind) VALUES ($1)", [code]);
  res.redirect("/");
});
`,
  },
});
