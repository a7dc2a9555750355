import type { RuleSamples } from "../../../harness/test-rule.js";

const STORE = `import { Pool } from "pg";
const pool = new Pool();
const save = async (row: string) => {
  await pool.query("INSERT INTO rows (text) VALUES ($1)", [row]);
};
`;

const EXPRESS = `import express, { type Request, type Response } from "express";
const app = express();
`;

/** Promises that are gathered after something else was awaited, and requests that get no answer. */
export const late: RuleSamples = {
  reports: {
    "work that runs while something else is awaited": `${STORE}export async function store(rows: string[], url: string) {
  const work: Promise<void>[] = [];
  for (const row of rows) {
    work.push(save(row));
  }
  const response = await fetch(url);
  work.push(save(await response.text()));
  await Promise.all(work);
}
`,
    "a handler that answers only in its last condition": `${EXPRESS}app.delete("/tokens/:id", async (request: Request, response: Response) => {
  const { id } = request.params;
  if (id !== "") {
    response.status(200).end();
  }
});
`,
    "the same in a method, and at the end of a try": `${EXPRESS}export class Tokens {
  constructor() {
    app.delete("/tokens/:id", this.remove);
  }
  remove(request: Request, response: Response) {
    try {
      if (request.params.id) {
        response.json({});
      }
    } catch (error) {
      response.status(500).end();
    }
  }
}
`,
  },
  silent: {
    "everything else is awaited before any work starts": `${STORE}export async function store(rows: string[], url: string) {
  const work: Promise<void>[] = [];
  const response = await fetch(url);
  work.push(save(await response.text()));
  for (const row of rows) {
    work.push(save(row));
  }
  await Promise.all(work);
}
`,
    "work that deals with its own failure": `${STORE}export async function store(rows: string[], url: string) {
  const work: Promise<void>[] = [];
  for (const row of rows) work.push(save(row).catch(console.error));
  await fetch(url);
  await Promise.all(work);
}
`,
    "another way than the one that waits": `${STORE}export async function store(row: string, url: string) {
  const work: Promise<void>[] = [];
  if (row) work.push(save(row));
  else await fetch(url);
  await Promise.all(work);
}
`,
    "a way that ends before the wait": `${STORE}export async function store(row: string, url: string) {
  const work: Promise<void>[] = [];
  if (row) {
    work.push(save(row));
    return Promise.all(work);
  }
  await fetch(url);
  return [];
}
`,
    "a list that is also gathered on the way": `${STORE}export async function store(rows: string[], url: string) {
  const work: Promise<void>[] = [];
  for (const row of rows) {
    work.push(save(row));
    if (work.length > 10) await Promise.race(work);
  }
  await fetch(url);
  await Promise.all(work);
}
`,
    "statements that start when they are awaited": `import knex from "knex";
const db = knex({ client: "pg" });
export async function store(rows: string[], url: string) {
  const work = [];
  for (const row of rows) work.push(db("rows").insert({ row }));
  await fetch(url);
  await Promise.all(work);
}
`,
    "a handler that also answers otherwise": `${EXPRESS}app.get("/tokens/:id", (request: Request, response: Response) => {
  if (request.params.id) {
    response.status(200).end();
  } else {
    response.status(404).end();
  }
});
`,
    "a handler that answers after the condition": `${EXPRESS}app.get("/tokens/:id", (request: Request, response: Response) => {
  if (request.params.id) response.status(200);
  response.end();
});
`,
    "middleware that passes the request on": `${EXPRESS}app.use((request, response, next) => {
  next();
  if (request.method === "TRACE") response.status(405).end();
});
`,
    "a helper of a handler": `${EXPRESS}const refuse = (request: Request, response: Response) => {
  if (!request.headers.authorization) {
    response.status(401).end();
  }
};
app.get("/", (request: Request, response: Response) => {
  refuse(request, response);
  if (!response.headersSent) response.end();
  else console.info("refused");
});
`,
    "a listener beside others": `import { createServer } from "node:http";
const server = createServer();
server.on("request", (request, response) => {
  if (request.url === "/health") {
    response.end("ok");
  }
});
`,
    "a request that is handed on whole": `${EXPRESS}import { answer } from "./answer.js";
app.get("/tokens/:id", (request: Request, response: Response) => {
  answer(request);
  if (request.params.id) {
    response.status(200).end();
  }
});
`,
  },
};
