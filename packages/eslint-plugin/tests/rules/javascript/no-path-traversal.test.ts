import { testRule } from "../../harness/test-rule.js";

const APP = `import express from "express";
import path from "node:path";
import { readFile } from "node:fs/promises";
const app = express();
`;

testRule("no-path-traversal", {
  reports: {
    "a name that is joined": `${APP}app.get("/files/:name", async (req, res) => {
  const file = path.join("uploads", req.params.name);
  res.send(await readFile(file));
});
`,
    "a name in a template": `${APP}app.get("/logs", async (req, res) => {
  res.send(await readFile(\`logs/\${req.query.file}.log\`));
});
`,
    "a file that is sent": `${APP}app.get("/download", (req, res) => {
  res.download(path.resolve("exports", req.query.file));
});
`,
    "a name that another function opens": `${APP}const open = (name: string) => readFile(path.join("reports", name));
app.get("/reports/:id", async (req, res) => {
  res.send(await open(req.params.id));
});
`,
    "a name of a Fastify request": `import Fastify from "fastify";
import fs from "node:fs";
const server = Fastify();
server.get("/assets/:name", async (request) => fs.createReadStream("assets/" + request.params.name));
`,
    "a controller that is registered elsewhere": `import fs from "node:fs";
export const remove = (req, res) => {
  const { file } = req.body;
  fs.unlinkSync("uploads/" + file);
  res.json({ removed: true });
};
`,
  },
  silent: {
    "the last part of a name": `${APP}app.get("/files/:name", async (req, res) => {
  res.send(await readFile(path.join("uploads", path.basename(req.params.name))));
});
`,
    "a path that is kept inside": `${APP}const ROOT = path.resolve("uploads");
app.get("/files/:name", async (req, res) => {
  const target = path.resolve(ROOT, req.params.name);
  if (!target.startsWith(ROOT + path.sep)) return res.status(404).end();
  res.send(await readFile(target));
});
`,
    "a root that Express keeps to": `${APP}app.get("/files/:name", (req, res) => {
  res.sendFile(req.params.name, { root: "uploads" });
});
`,
    "a file that a list names": `${APP}const FILES = ["a.pdf", "b.pdf"];
app.get("/files/:name", async (req, res) => {
  const { name } = req.params;
  if (!FILES.includes(name)) return res.status(404).end();
  res.send(await readFile(path.join("uploads", name)));
});
`,
    "a number": `${APP}app.get("/pages/:page", async (req, res) => {
  res.send(await readFile(path.join("pages", String(Number(req.params.page)))));
});
`,
    "a route that takes digits only": `${APP}app.get("/pages/:page(\\\\d+)", async (req, res) => {
  res.send(await readFile(path.join("pages", req.params.page)));
});
`,
    "a name that is cleaned": `${APP}app.get("/files/:name", async (req, res) => {
  const name = req.params.name.replaceAll(/[^a-z0-9]/g, "");
  res.send(await readFile(path.join("uploads", name)));
});
`,
    "a check in the function that opens": `${APP}function open(name: string) {
  if (name.includes("..")) throw new Error("no");
  return readFile(path.join("reports", name));
}
app.get("/reports/:id", async (req, res) => {
  res.send(await open(req.params.id));
});
`,
    "a file that is only looked for in a database": `${APP}app.get("/files/:id", async (req, res) => {
  const record = await files.get(req.params.id);
  res.send(await readFile(path.join("uploads", record.path)));
});
`,
  },
});
