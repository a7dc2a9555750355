import type { RuleSamples } from "../../../harness/test-rule.js";

const PG = `import { Pool, Client } from "pg";
const pool = new Pool();
`;

/** Promises that someone holds, or whose failures are dealt with. */
export const held: RuleSamples["silent"] = {
  "a query that is awaited": `${PG}export async function save(name: string) {
  await pool.query("INSERT INTO users VALUES ($1)", [name]);
}
`,
  "a query with a callback": `${PG}export function save(name: string, done: (error: Error) => void) {
  pool.query("INSERT INTO users VALUES ($1)", [name], done);
  pool.query("SELECT 1", (error) => console.error(error));
}
`,
  "a connection that is waited for": `import { Client } from "pg";
export async function read() {
  const client = new Client();
  await client.connect();
  return client.query("SELECT 1");
}
`,
  "promises that are held": `${PG}export async function save() {
  const first = pool.query("SELECT 1");
  const all = [];
  all.push(pool.query("SELECT 2"));
  await Promise.all([first, ...all]);
  return pool.query("SELECT 3");
}
`,
  "a chain with a catch": `${PG}export function count(tell: (n: number) => void) {
  pool.query("SELECT 1").then((result) => tell(result.rowCount)).catch(console.error);
}
`,
  "a chain with a handler for each outcome": `${PG}export function count(tell: (n: number) => void) {
  pool.query("SELECT 1").then((result) => tell(result.rowCount), console.error);
}
`,
  "a catch that throws what it does not know": `${PG}export function count() {
  pool.query("SELECT 1").catch((error) => {
    if (error.code === "42P01") return;
    throw error;
  });
}
`,
  "a function that catches everything inside": `${PG}async function touch(id: string) {
  try {
    await pool.query("UPDATE users SET seen_at = now() WHERE id = $1", [id]);
  } catch (error) {
    console.error(error);
  }
}
export function visit(id: string) {
  touch(id);
  void touch(id);
}
`,
  "a function whose calls are caught one by one": `${PG}const quietly = () => pool.query("SELECT 1").catch(console.error);
async function warm() {
  await quietly();
  await Promise.allSettled([pool.query("SELECT 2")]);
}
export function visit() {
  void warm();
}
`,
  "a pause": `const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
async function tick() {
  await sleep(10);
}
export function visit() {
  tick();
  setInterval(tick, 1_000);
}
`,
  "void before a promise of which nothing is known": `interface Store {
  save(name: string): Promise<void>;
}
export function add(store: Store, name: string) {
  void store.save(name);
}
`,
  "a method that an interface declares to give none": `interface Store {
  save(name: string): Promise<void>;
  size(): number;
}
export function count(store: Store) {
  store.size();
}
`,
  "a method that the file awaits, of another object": {
    filename: "src/sample.js",
    code: `export async function add(store, cache, name) {
  await store.save(name);
  cache.save(name);
}
export function other(store) {
  store.save(1);
}
`,
  },
  "a method that is replaced by one that catches": {
    filename: "src/sample.js",
    code: `export async function connect(client) {
  const store = {};
  store.ready = async () => {
    try {
      await client.connect();
    } catch (error) {
      console.error(error);
    }
  };
  store.ready();
  await store.ready();
}
`,
  },
  "work at start-up": `${PG}async function main() {
  await pool.query("SELECT 1");
}
function start() {
  main();
}
start();
pool.query("SELECT 2");
`,
  "a call that only lets go": `${PG}export function stop(clients: Map<string, Promise<Client>>) {
  const client = new Client();
  client.end();
  clients.forEach((promise) => {
    promise.then((one) => one.destroy());
  });
}
`,
  "a function that ends the process": `${PG}async function leave() {
  await pool.end();
  await pool.query("SELECT 1");
  process.exit(1);
}
export function fail() {
  leave();
}
`,
  "a chain in an async function whose answer goes elsewhere": `import { load } from "./loader.js";
async function answer(response: { json(value: unknown): void }) {
  load()
    .then((value) => response.json(value))
    .catch((error) => console.error(error));
}
export async function handle(response: { json(value: unknown): void }) {
  await answer(response);
}
`,
};
