import { testRule } from "../../harness/test-rule.js";

const REDIS = `import Redis from "ioredis";
const redis = new Redis();
declare function load(id: string): Promise<string>;
`;

const NODE_REDIS = `import { createClient } from "redis";
const client = createClient();
declare function load(id: string): Promise<string>;
`;

testRule("require-cache-ttl", {
  reports: {
    "a cache of cache-manager without a lifetime": `import { createCache } from "cache-manager";
const cache = createCache({ refreshThreshold: 5_000 });
export const keep = (id: string, entry: string) => cache.set(id, entry);
`,
    "a read-through cache in Redis": `${REDIS}export async function read(id: string) {
  const found = await redis.get("entry:" + id);
  if (found !== null) return JSON.parse(found);
  const entry = await load(id);
  await redis.set("entry:" + id, JSON.stringify(entry));
  return entry;
}
`,
    "one by node-redis, whose value is told apart from its absence": `${NODE_REDIS}export async function read(key: string) {
  const found = await client.get(key);
  if (found) {
    return found;
  }
  const entry = await load(key);
  await client.set(key, entry);
  return entry;
}
`,
    "a cache of the process without a lifetime": `import NodeCache from "node-cache";
const cache = new NodeCache({ checkperiod: 60 });
export const keep = (id: string, entry: string) => cache.set(id, entry);
`,
    "a Keyv in a field": `import Keyv from "keyv";
export class Entries {
  private readonly cache = new Keyv();
  keep(id: string, entry: string) {
    return this.cache.set(id, entry);
  }
}
`,
  },
  silent: {
    "a cache of cache-manager with a lifetime": `import { createCache } from "cache-manager";
const cache = createCache({ ttl: 60_000 });
export const keep = (id: string, entry: string) => cache.set(id, entry);
`,
    "a cache of cache-manager with stores of its own": `import { createCache } from "cache-manager";
import { stores } from "./stores.js";
const cache = createCache({ stores });
export const keep = (id: string, entry: string) => cache.set(id, entry);
`,
    "a cache of cache-manager 5, which holds so many": `import { caching } from "cache-manager";
export async function keep(id: string, entry: string) {
  const cache = await caching("memory");
  await cache.set(id, entry);
}
`,
    "a cache of cache-manager that is injected": `import type { Cache } from "cache-manager";
export class Entries {
  constructor(private readonly cache: Cache) {}
  keep(id: string, entry: string) {
    return this.cache.set(id, entry);
  }
}
`,
    "an expiry": `${REDIS}export async function read(id: string) {
  const found = await redis.get(id);
  if (found) return found;
  const entry = await load(id);
  await redis.set(id, entry, "EX", 300);
  return entry;
}
`,
    "an expiry in options": `${NODE_REDIS}export async function read(key: string) {
  const found = await client.get(key);
  if (found) return found;
  const entry = await load(key);
  await client.set(key, entry, { EX: 300 });
  return entry;
}
`,
    "a command of its own": `${REDIS}export async function read(id: string) {
  const found = await redis.get(id);
  if (found) return found;
  const entry = await load(id);
  await redis.setex(id, 300, entry);
  return entry;
}
`,
    "an expiry beside the write": `${REDIS}export async function read(id: string) {
  const found = await redis.get(id);
  if (found) return found;
  const entry = await load(id);
  await redis.set(id, entry);
  await redis.expire(id, 300);
  return entry;
}
`,
    state: `${REDIS}export const enable = (id: string) => redis.set("enabled:" + id, "1");\n`,
    "a value that is read, changed and written back": `${REDIS}export async function count(id: string) {
  const found = await redis.get(id);
  await redis.set(id, String(Number(found) + 1));
}
`,
    "another key than the one that was read": `${REDIS}export async function read(id: string) {
  const found = await redis.get("entry:" + id);
  if (found) return found;
  const entry = await load(id);
  await redis.set("last", entry);
  return entry;
}
`,
    "a lock": `${REDIS}export const lock = (id: string) => redis.set("lock:" + id, "1", "NX");\n`,
    "a lifetime of the cache": `import NodeCache from "node-cache";
const cache = new NodeCache({ stdTTL: 60 });
export const keep = (id: string, entry: string) => cache.set(id, entry);
`,
    "a lifetime of the entry": `import NodeCache from "node-cache";
const cache = new NodeCache();
export const keep = (id: string, entry: string) => cache.set(id, entry, 60);
`,
    "a bound on the number of keys": `import NodeCache from "node-cache";
const cache = new NodeCache({ maxKeys: 100 });
export const keep = (id: string, entry: string) => cache.set(id, entry);
`,
    "a Keyv with a store of its own": `import Keyv from "keyv";
declare const store: Map<string, string>;
const cache = new Keyv({ store });
export const keep = (id: string, entry: string) => cache.set(id, entry);
`,
    "options from elsewhere": `import NodeCache from "node-cache";
declare const options: object;
const cache = new NodeCache(options);
export const keep = (id: string, entry: string) => cache.set(id, entry);
`,
    "a Map": `const cache = new Map<string, string>();
export const keep = (id: string, entry: string) => cache.set(id, entry);
`,
  },
});
