import { testRule } from "../../harness/test-rule.js";

const APP = `import express from "express";
const app = express();
const read = async (url: string) => (await fetch(url, { signal: AbortSignal.timeout(500) })).json();
const offers = () => read("https://offers.example/");
const news = () => read("https://news.example/");
`;
const handler = (list: string): string => `${APP}app.get("/", async (req, res) => {
  const [a, b] = await ${list};
  res.json({ a, b });
});
`;

testRule("require-fallback", {
  reports: {
    "two services": handler("Promise.all([offers(), news()])"),
    "two requests written out": handler(
      'Promise.all([fetch("https://offers.example/", { signal }), fetch("https://news.example/", { signal })])',
    ),
    "a service beside a row": `${APP}import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
app.get("/:id", async (req, res, next) => {
  try {
    const [user, latest] = await Promise.all([
      prisma.user.findUnique({ where: { id: req.params.id } }),
      news(),
    ]);
    res.json({ user, latest });
  } catch (error) {
    next(error);
  }
});
`,
  },
  silent: {
    "a read with a default": handler("Promise.all([offers(), news().catch(() => [])])"),
    "outcomes that are looked at": handler("Promise.allSettled([offers(), news()])"),
    "a function that deals with its failure": `${APP}const safe = async () => {
  try {
    return await read("https://news.example/");
  } catch (error) {
    console.warn(error);
    return [];
  }
};
app.get("/", async (req, res) => {
  res.json(await Promise.all([offers(), safe()]));
});
`,
    "a list that something stands in for": `${APP}app.get("/", async (req, res) => {
  let all: unknown[] = [];
  try {
    all = await Promise.all([offers(), news()]);
  } catch (error) {
    console.warn(error);
  }
  res.json(all);
});
`,
    "a write": handler(
      'Promise.all([offers(), fetch("https://audit.example/", { method: "POST", signal })])',
    ),
    "rows of one database": `${APP}import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
app.get("/", async (req, res) => {
  res.json(await Promise.all([prisma.user.findMany({ take: 9 }), prisma.user.count()]));
});
`,
    "one service": handler("Promise.all([offers()])"),
    "a list of a job": `${APP}setInterval(async () => {
  await Promise.all([offers(), news()]);
}, 60_000);
`,
  },
});
