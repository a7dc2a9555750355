import type { RuleSamples } from "../../../harness/test-rule.js";

const PG = `import { Pool, Client } from "pg";
const pool = new Pool();
`;

/** Promises that nobody holds. */
export const dropped: RuleSamples["reports"] = {
  "a query that a statement drops": `${PG}export async function save(name: string) {
  pool.query("INSERT INTO users VALUES ($1)", [name]);
}
`,
  "a connection that nobody waits for": `export async function read() {
  const client = new Client();
  client.connect();
  return client.query("SELECT 1");
}
import { Client } from "pg";
`,
  "a chain without a catch": `${PG}export function count(tell: (n: number) => void) {
  pool.query("SELECT 1").then((result) => tell(result.rowCount));
}
`,
  "a catch that always throws again": `${PG}export function count() {
  pool.query("SELECT 1").catch((error) => {
    throw new Error("no count", { cause: error });
  });
}
`,
  "an async function of the project": `${PG}async function touch(id: string) {
  await pool.query("UPDATE users SET seen_at = now() WHERE id = $1", [id]);
}
export function visit(id: string) {
  touch(id);
}
`,
  "void before a promise that can reject": `${PG}async function touch(id: string) {
  await pool.query("UPDATE users SET seen_at = now() WHERE id = $1", [id]);
}
export const visit = (id: string) => {
  void touch(id);
};
`,
  "a function that returns a promise made by hand": `function wait(url: string) {
  return new Promise((resolve, reject) => {
    fetch(url).then(resolve, reject);
  });
}
export function visit(url: string) {
  wait(url);
}
`,
  "a method that an interface declares to give a promise": `interface Store {
  save(name: string): Promise<void>;
  size(): number;
}
export class Users {
  private store: Store;
  constructor(store: Store) {
    this.store = store;
  }
  add(name: string) {
    this.store.save(name);
  }
}
`,
  "an abstract method that gives a promise": `abstract class Store {
  abstract save(name: string): Promise<void>;
  add(name: string) {
    this.save(name);
  }
}
export default Store;
`,
  "a method that the file awaits elsewhere": {
    filename: "src/sample.js",
    code: `export class Users {
  constructor(store) {
    this.store = store;
  }
  async add(name) {
    await this.store.save(name);
  }
  rename(name) {
    this.store.save(name);
  }
}
`,
  },
  "one branch of a condition": `${PG}export function save(isNew: boolean) {
  isNew && pool.query("INSERT INTO users DEFAULT VALUES");
}
`,
  "a chain in an async function that callers await": `import { loadAll, migrate } from "./loader.js";
export class App {
  async init() {
    loadAll()
      .then(() => migrate())
      .catch((error) => console.error(error));
  }
}
export async function start() {
  const app = new App();
  await app.init();
}
`,
};
