import type { RuleSamples } from "../../../harness/test-rule.js";

const PG = `import { Pool, Client } from "pg";
const pool = new Pool();
`;

const HTTP = `const load = (url: string) => fetch(url);\n`;

export const lostErrors: RuleSamples = {
  reports: {
    "a promise returned from a try": `${HTTP}export async function read(url: string) {
  try {
    return load(url);
  } catch (error) {
    console.error(error);
    return undefined;
  }
}
`,
    "a promise returned before its clean-up": `${PG}export async function read() {
  const client = await pool.connect();
  try {
    return client.query("SELECT 1");
  } finally {
    client.release();
  }
}
`,
    "work that is handed in, returned before its clean-up": `${PG}export async function within<R>(work: (client: Client) => R) {
  const client = await pool.connect();
  try {
    return work(client);
  } finally {
    await client.query("ROLLBACK");
  }
}
`,
    "an async executor": `${HTTP}export const read = (url: string) =>
  new Promise(async (resolve) => {
    const response = await load(url);
    resolve(await response.text());
  });
`,
    "a throw in a callback": `import { copyFile } from "node:fs";
export function copy(from: string, to: string) {
  copyFile(from, to, (error) => {
    if (error) throw error;
  });
}
`,
    "a throw in a package's callback": {
      filename: "src/sample.js",
      code: `const request = require("request");
exports.notify = (url) => {
  request.post(url, {}, (error, response) => {
    if (error !== null) {
      console.error(error);
      throw new Error("not notified");
    }
  });
};
`,
    },
  },
  silent: {
    "a promise awaited in a try": `${HTTP}export async function read(url: string) {
  try {
    return await load(url);
  } catch (error) {
    console.error(error);
    return undefined;
  }
}
`,
    "a promise returned from a try with a catch of its own": `${HTTP}export async function read(url: string) {
  try {
    return load(url).catch(() => undefined);
  } catch (error) {
    console.error(error);
    return undefined;
  }
}
`,
    "a catch that only throws again": `${HTTP}export async function read(url: string) {
  try {
    return load(url);
  } catch (error) {
    throw error;
  }
}
`,
    "a value returned from a try": `export function read(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
`,
    "a finally that only counts": `${HTTP}export async function read(url: string, counter: { add(): void }) {
  try {
    return load(url);
  } finally {
    counter.add();
  }
}
`,
    "a callback that is told, before its clean-up": `${PG}export async function login(done: (error: unknown) => void) {
  const client = await pool.connect();
  try {
    return done(null);
  } finally {
    await client.release();
  }
}
`,
    "an executor that catches": `${HTTP}export const read = (url: string) =>
  new Promise(async (resolve, reject) => {
    try {
      resolve(await load(url));
    } catch (error) {
      reject(error);
    }
  });
`,
    "a callback that hands its error on": `import { copyFile } from "node:fs";
export const copy = (from: string, to: string) =>
  new Promise<void>((resolve, reject) => {
    copyFile(from, to, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
`,
    "a throw in a promise's callback": `import axios from "axios";
export const read = (url: string) =>
  axios.get(url).catch((error) => {
    if (error) throw error;
  });
axios.interceptors.response.use((response) => response, (error) => {
  throw error;
});
`,
    "a throw in a callback at start-up": `import { readFile } from "node:fs";
readFile("config.json", (error) => {
  if (error) throw error;
});
`,
    "a throw in a callback of the project": `function each(work: (error?: Error) => void) {
  work();
}
export function run() {
  each((error) => {
    if (error) throw error;
  });
}
`,
  },
};
