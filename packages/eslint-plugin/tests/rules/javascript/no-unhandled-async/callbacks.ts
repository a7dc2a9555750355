import type { RuleSamples } from "../../../harness/test-rule.js";

const PG = `import { Pool, Client } from "pg";
const pool = new Pool();
`;

const HTTP = `const load = (url: string) => fetch(url);\n`;

export const callbacks: RuleSamples = {
  reports: {
    "forEach with an async callback": `${PG}export async function touch(ids: string[]) {
  ids.forEach(async (id) => {
    await pool.query("UPDATE users SET seen_at = now() WHERE id = $1", [id]);
  });
}
`,
    "forEach with an async callback that awaits what is not known": `export async function archive(children: { save(): unknown }[]) {
  children.forEach(async (child) => {
    await child.save();
  });
}
`,
    "forEach with a callback that returns the promise": `${PG}export function touch(ids: string[]) {
  ids.forEach((id) => pool.query("UPDATE users SET seen_at = now() WHERE id = $1", [id]));
}
`,
    "a timer": `${HTTP}export function poll(url: string) {
  setInterval(async () => {
    await load(url);
  }, 1_000);
}
`,
    "a timer with a named function": `${HTTP}async function tick() {
  await load("https://example.com");
}
setInterval(tick, 1_000);
`,
    "an emitter's listener": `${PG}import { EventEmitter } from "node:events";
export function listen(emitter: EventEmitter) {
  emitter.on("saved", async (id) => {
    await pool.query("UPDATE users SET saved = true WHERE id = $1", [id]);
  });
}
`,
    "a server's request listener": `${HTTP}import { createServer } from "node:http";
createServer(async (request, response) => {
  response.end(await load("https://example.com"));
});
`,
    "a write for each item, caught but not awaited": `import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
export async function order(items: { id: number }[], next: (error: unknown) => void) {
  items.forEach(({ id }) => {
    prisma.item.update({ where: { id }, data: { sold: true } }).catch((error) => next(error));
  });
  await prisma.order.create({ data: {} });
}
`,
  },
  silent: {
    "a write for each item, caught and awaited": `import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
export async function order(items: { id: number }[], next: (error: unknown) => void) {
  await Promise.all(
    items.map(({ id }) =>
      prisma.item.update({ where: { id }, data: { sold: true } }).catch((error) => next(error)),
    ),
  );
}
`,
    "a write that is caught and not awaited on purpose": `import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
export async function visit(id: number, log: (error: unknown) => void) {
  prisma.item.update({ where: { id }, data: { seen: true } }).catch((error) => log(error));
  return prisma.item.findUnique({ where: { id } });
}
`,
    "a read for each item, caught": `import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
export async function warm(ids: number[], log: (error: unknown) => void) {
  ids.forEach((id) => {
    prisma.item.findUnique({ where: { id } }).catch((error) => log(error));
  });
}
`,
    "forEach with an async callback that catches": `${PG}export function touch(ids: string[]) {
  ids.forEach(async (id) => {
    try {
      await pool.query("UPDATE users SET seen_at = now() WHERE id = $1", [id]);
    } catch (error) {
      console.error(error);
    }
  });
}
`,
    "forEach with a plain callback": `${PG}export function list(ids: string[], log: (id: string) => void) {
  ids.forEach((id) => log(id));
}
`,
    "a forEach that gives a promise": `${PG}export const each = (cursor) =>
  cursor
    .forEach(async (id) => {
      await pool.query("SELECT $1", [id]);
    })
    .then(() => console.info("done"));
`,
    "a module's own forEach": `import async from "async";
import { Pool } from "pg";
const pool = new Pool();
export function touch(ids: string[]) {
  async.forEach(ids, async (id) => {
    await pool.query("SELECT $1", [id]);
  });
}
`,
    "a loop": `${PG}export async function touch(ids: string[]) {
  for (const id of ids) await pool.query("UPDATE users SET n = 1 WHERE id = $1", [id]);
  await Promise.all(ids.map(async (id) => pool.query("SELECT $1", [id])));
}
`,
    "a timer that catches": `${HTTP}export function poll(url: string) {
  setInterval(async () => {
    try {
      await load(url);
    } catch (error) {
      console.error(error);
    }
  }, 1_000);
  setInterval(() => load(url).catch(console.error), 1_000);
}
`,
    "a listener of an emitter that waits": `import Emittery from "emittery";
import { Pool } from "pg";
const pool = new Pool();
const emitter = new Emittery();
emitter.on("saved", async (id) => {
  await pool.query("SELECT $1", [id]);
});
`,
    "a listener of a signal": `${PG}process.on("SIGTERM", async () => {
  await pool.query("SELECT 1");
});
`,
    "an emitter that captures rejections": `${PG}import { EventEmitter } from "node:events";
const emitter = new EventEmitter({ captureRejections: true });
emitter.on("saved", async (id) => {
  await pool.query("SELECT $1", [id]);
});
`,
  },
};
