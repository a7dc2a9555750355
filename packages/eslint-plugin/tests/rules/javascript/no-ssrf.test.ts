import { testRule } from "../../harness/test-rule.js";

const APP = `import express from "express";
const app = express();
`;

testRule("no-ssrf", {
  reports: {
    "an address from the query": `${APP}app.get("/preview", async (req, res) => {
  const page = await fetch(req.query.url);
  res.send(await page.text());
});
`,
    "a host in a template, by way of names": `${APP}app.post("/ping", async (req, res) => {
  const { host: target } = req.body;
  const address = \`https://\${target}/health\`;
  res.json(await fetch(address));
});
`,
    "an address that is only asked for": `import axios from "axios";
${APP}app.post("/import", async (req, res) => {
  const { url } = req.body;
  if (!url) return res.status(400).end();
  const { data } = await axios.get(url, { timeout: 1_000 });
  res.json(data);
});
`,
    "an address that a function is handed": `${APP}const load = async (address: string) => (await fetch(address)).json();
app.get("/feed", async (req, res) => {
  res.json(await load(req.query.feed));
});
`,
    "an address of a Hono request": `import { Hono } from "hono";
const app = new Hono();
app.post("/hook", async (c) => {
  const { url } = await c.req.json();
  await fetch(url, { method: "POST" });
  return c.text("ok");
});
`,
    "an address of a Nest body": `import { Body, Controller, Post } from "@nestjs/common";
@Controller("hooks")
export class Hooks {
  @Post()
  async send(@Body("url") url: any) {
    await fetch(url);
  }
}
`,
    "a test that changes nothing": `${APP}app.get("/preview", async (req, res) => {
  if (req.query.url.startsWith("http:")) console.warn("plain");
  res.send(await (await fetch(req.query.url)).text());
});
`,
  },
  silent: {
    "a path below a fixed host": `${APP}app.get("/users/:id", async (req, res) => {
  res.json(await fetch(\`https://api.example.com/users/\${req.params.id}\`));
});
`,
    "a client with a host of its own": `import axios from "axios";
${APP}const api = axios.create({ baseURL: "https://api.example.com", timeout: 1_000 });
app.get("/proxy", async (req, res) => {
  res.json((await api.get(req.query.path)).data);
});
`,
    "a host that a list allows": `${APP}const HOSTS = new Set(["example.com"]);
app.get("/preview", async (req, res) => {
  const address = new URL(req.query.url);
  if (!HOSTS.has(address.hostname)) return res.status(400).end();
  res.send(await (await fetch(address)).text());
});
`,
    "a check of one's own, under any name": `${APP}function mustBeOurs(address: string) {
  if (!/^https:\\/\\/example\\.com\\//.test(address)) throw new Error("no");
}
app.get("/preview", async (req, res) => {
  const { url } = req.query;
  mustBeOurs(url);
  res.send(await (await fetch(url)).text());
});
`,
    "a check in the function that asks": `${APP}async function load(address: string) {
  if (new URL(address).hostname !== "example.com") throw new Error("no");
  return fetch(address);
}
app.get("/preview", async (req, res) => {
  res.json(await load(req.query.url));
});
`,
    "an address that is looked up": `${APP}const FEEDS: Record<string, string> = { news: "https://example.com/news" };
app.get("/feed", async (req, res) => {
  res.json(await fetch(FEEDS[req.query.name]));
});
`,
    "a schema on the way": `import { z } from "zod";
${APP}const Query = z.object({ url: z.string().refine(isOurs) });
app.get("/preview", async (req, res) => {
  const { url } = Query.parse(req.query);
  res.json(await fetch(url));
});
`,
    "a schema before the handler": `${APP}app.get("/preview", validate(previewSchema), async (req, res) => {
  res.json(await fetch(req.query.url));
});
`,
    "an address from the configuration": `${APP}app.get("/preview", async (req, res) => {
  res.json(await fetch(process.env.PREVIEW_URL));
});
`,
    "a parameter that is no request": `export const load = async (options, done) => done(await fetch(options.query.url));
`,
  },
});
