// What the cost is measured on: real files, one large project, and generated projects of growing size.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { listSourceFiles } from "@faultline/analysis";
import { pinnedProjects } from "./pinned-corpus.mjs";
import { seededRandom } from "./seeded-random.mjs";

/** @typedef {import("./bench-run.mjs").FileGroup} FileGroup */

/**
 * Files of all pinned projects, drawn by chance, and the same ones each time.
 * @param {{ mirrors: string, cache: string }} places
 * @param {number} count
 * @returns {FileGroup[]}
 */
export function realFiles(places, count) {
  const random = seededRandom(1);
  const all = pinnedProjects(places).flatMap(({ root }) =>
    listSourceFiles(root).map((file) => ({ root, file, rank: random() })),
  );
  const drawn = all.toSorted((a, b) => a.rank - b.rank).slice(0, count);
  return [...new Set(drawn.map(({ root }) => root))].map((root) => ({
    root,
    files: drawn.filter((one) => one.root === root).map(({ file }) => file),
  }));
}

/**
 * @param {{ mirrors: string, cache: string }} places
 * @param {string} repo `owner/name`
 * @returns {FileGroup[]}
 */
export function wholeProject(places, repo) {
  return pinnedProjects(places, repo).map(({ root }) => ({ root, files: listSourceFiles(root) }));
}

/**
 * A project of `count` services, each with a client, a repository and a handler in use of those of others.
 * @param {string} cache
 * @param {number} count of files
 * @returns {FileGroup[]}
 */
export function generatedProject(cache, count) {
  const root = join(cache, "generated", String(count));
  const files = Array.from({ length: count }, (_, index) => fileName(index));
  if (!existsSync(join(root, "package.json"))) {
    files.forEach((file, index) => write(join(root, file), MODULES[index % 3](index)));
    write(join(root, "package.json"), PACKAGE);
  }
  return [{ root, files }];
}

const PACKAGE = JSON.stringify({
  name: "generated",
  type: "module",
  dependencies: { axios: "1.12.0", express: "5.1.0", pg: "8.16.0", pino: "9.9.0" },
});

const NAMES = ["client", "repository", "routes"];

/** Three files make a service, twenty services a folder. */
function fileName(index) {
  const service = Math.floor(index / 3);
  return `src/area-${String(Math.floor(service / 20))}/${NAMES[index % 3]}-${String(service)}.ts`;
}

function specifier(index) {
  return `../${fileName(index).slice(4).replace(/ts$/, "js")}`;
}

/** Each kind of file also reaches for one of an earlier service. */
const MODULES = [
  (index) => `import axios from "axios";
import pino from "pino";
${index >= 30 ? `import { callService as callEarlier } from "${specifier(index - 30)}";\n` : ""}
const logger = pino();
const client = axios.create({ baseURL: "https://service-${String(index)}.internal", timeout: 5_000 });

export async function callService(id: string, attempts = 3): Promise<unknown> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    try {
      const response = await client.get(\`/items/\${id}\`);
      return response.data;
    } catch (error) {
      logger.warn({ error, attempt, id }, "the service did not answer");
      await new Promise((resolve) => setTimeout(resolve, 2 ** attempt * 100 * Math.random()));
    }
  }
  ${index >= 30 ? "return callEarlier(id, attempts - 1);" : 'throw new Error("the service did not answer");'}
}

export async function notify(ids: readonly string[]): Promise<void> {
  for (const id of ids) await client.post("/notifications", { id });
  logger.info({ count: ids.length }, "notified");
}
`,
  (index) => `import { Pool } from "pg";
${index >= 31 ? `import { transferTo as transferEarlier } from "${specifier(index - 30)}";\n` : ""}
export const pool = new Pool({ max: 10, connectionTimeoutMillis: 2_000, statement_timeout: 5_000 });
pool.on("error", () => process.exit(1));

export async function findItem(id: string) {
  const { rows } = await pool.query("select id, total, owner from items_${String(index)} where id = $1", [id]);
  return rows[0];
}

export async function transferTo(from: string, to: string, amount: number) {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("update items_${String(index)} set total = total - $1 where id = $2", [amount, from]);
    await client.query("update items_${String(index)} set total = total + $1 where id = $2", [amount, to]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
  ${index >= 31 ? "if (amount > 1_000) await transferEarlier(from, to, amount / 2);" : ""}
}
`,
  (index) => `import { Router } from "express";
import pino from "pino";
import { callService, notify } from "${specifier(index - 2)}";
import { findItem, transferTo } from "${specifier(index - 1)}";

const logger = pino();
export const router = Router();

router.get("/items/:id", async (request, response) => {
  const item = await findItem(request.params.id);
  if (!item) return response.status(404).json({ error: "unknown" });
  try {
    const details = await callService(item.id);
    return response.json({ ...item, details });
  } catch (error) {
    logger.error({ error, id: item.id }, "no details");
    return response.status(502).json({ error: "unavailable" });
  }
});

router.post("/transfers", async (request, response) => {
  const { from, to, amount } = request.body;
  await transferTo(from, to, amount);
  await notify([from, to]);
  response.status(201).end();
});
`,
];

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
