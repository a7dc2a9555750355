import { testRule } from "../../harness/test-rule.js";

const AXIOS = `import axios from "axios";\n`;

const load = (body: string): string => `export async function load(id: string) {
  ${body}
}
`;

const QUEUE = `import PQueue from "p-queue";\n`;
const LIMITER = `import Bottleneck from "bottleneck";\nconst limiter = new Bottleneck();\n`;
const TIMEOUT = `import pTimeout from "p-timeout";\n`;

const POLICIES = `import { bulkhead, handleAll, retry, timeout, TimeoutStrategy, wrap } from "cockatiel";
const often = retry(handleAll, { maxAttempts: 3 });
`;

testRule("require-timeout", {
  reports: {
    "a request beside a global that the configuration names": {
      globals: ["window", "fetch"],
      code: load("return fetch(id);"),
    },
    "a policy that only repeats": POLICIES + load("return often.execute(() => fetch(id));"),
    "policies of which none ends it": `${POLICIES}const policy = wrap(often, bulkhead(5));
${load("return policy.execute(() => fetch(id));")}`,
    "a cooperative timeout, which the work does not hear of": `${POLICIES}const policy = timeout(5_000, TimeoutStrategy.Cooperative);
${load("return policy.execute(() => fetch(id));")}`,
    "an acknowledgement that may never come": `import type { Socket } from "socket.io";
export const state = (socket: Socket) => socket.emitWithAck("state");
`,
    "a promise that an acknowledgement settles": `import { Server } from "socket.io";
const io = new Server();
io.on("connection", (socket) => {
  socket.on("load", async (done) => {
    done(await new Promise((resolve) => socket.emit("state", resolve)));
  });
});
`,
    "an acknowledgement of a server": `import { io } from "socket.io-client";
const socket = io("https://ledger.example.com", { retries: 3 });
${load('return socket.emitWithAck("load", id);')}`,
    "a span": `import { trace } from "@opentelemetry/api";
const tracer = trace.getTracer("ledger");
${load('return tracer.startActiveSpan("load", async () => fetch(id));')}`,
    "a span of Sentry's": `import * as Sentry from "@sentry/node";
${load('return Sentry.startSpan({ name: "load" }, () => fetch(id));')}`,
    "p-timeout that never ends it":
      TIMEOUT + load("return pTimeout(fetch(id), { milliseconds: Infinity });"),
    "a limiter that counts": `import pLimit from "p-limit";
const limit = pLimit(2);
${load("return limit(() => fetch(id));")}`,
    "a queue without a limit on its tasks": `${QUEUE}const queue = new PQueue({ concurrency: 2 });
${load("return queue.add(() => fetch(id));")}`,
    "a job of Bottleneck without an expiration":
      LIMITER + load("return limiter.schedule({ priority: 1 }, () => fetch(id));"),
    "a retry of async's": `import async from "async";
${load("return async.retry(3, async () => fetch(id));")}`,
    "fetch without a signal": load("return fetch(`https://ledger.example.com/${id}`);"),
    "fetch in a route handler": `import Fastify from "fastify";
const app = Fastify();
app.get("/entries", async () => fetch("https://ledger.example.com/entries"));
`,
    "an axios instance where it is made, once": `${AXIOS}const ledger = axios.create({ baseURL: "https://ledger.example.com" });
${load("return [await ledger.get(id), await ledger.post(id, {})];")}`,
    "axios without an instance, at the call":
      AXIOS + load("return axios.post(`/entries/${id}`, {});"),
    "a required axios": `const { post } = require("axios");\n${load("return post(id, {});")}`,
    "a function of one's own that hands its options on, called without a limit": `const request = (url: string, init?: RequestInit) => fetch(url, { ...init, method: "POST" });
${load("return request(id);")}`,
    "a limit that a function of one's own offers, and its caller does not take": `async function request(url: string, init?: { timeout?: number; signal?: AbortSignal }) {
  const { timeout, ...rest } = init || {};
  const controller = timeout ? new AbortController() : undefined;
  return fetch(url, { ...rest, signal: controller?.signal || rest.signal });
}
${load("return request(id, {});")}`,
    "an SDK's client": `import { S3Client } from "@aws-sdk/client-s3";
export const files = new S3Client({ region: "eu-west-1" });
`,
    "a child process": `import { execFile } from "node:child_process";
export const status = (done: () => void) => execFile("systemctl", ["is-active"], () => done());
`,
    "a pool that waits for ever for a connection": `import { Pool } from "pg";
export const pool = new Pool({ max: 10, statement_timeout: 10_000 });
`,
    "a pool whose statements run for ever": `import pg from "pg";
export class Database {
  readonly pool = new pg.Pool({ connectionTimeoutMillis: 5_000 });
}
`,
    "a client of a database": `import { Client } from "pg";
export const connect = () => new Client();
`,
    "undici, whose idle limits are not the whole": `import { request } from "undici";
${load("return request(id, { headersTimeout: 1_000 });")}`,
    "node's own client": `import https from "node:https";
export function load(done: () => void) {
  https.get("https://ledger.example.com", () => done()).on("error", done);
}
`,
    "a handler that a wrapper of one's own runs without a limit": `import { asyncHandler } from "./clients.js";
export const handler = asyncHandler(async () => {
  const response = await fetch("https://ledger.example.com");
  await response.json();
});
`,
    "a function of one's own that completes the address it is handed": `async function request(path: string, init: RequestInit) {
  path = HOST + path;
  return fetch(path, { ...init, method: "POST" });
}
const HOST = "https://ledger.example.com";
${load("return request(`/entries/${id}`, {});")}`,
    "calls that are collected, which bounds none of them": load(
      "return Promise.all([fetch(`${id}/a`), fetch(`${id}/b`)]);",
    ),
  },
  silent: {
    "an aggressive timeout among policies": `${POLICIES}const policy = wrap(often, timeout(5_000, TimeoutStrategy.Aggressive));
${load("return policy.execute(() => fetch(id));")}`,
    "a policy of another file among them": `import { policy as theirs } from "./policies.js";
${POLICIES}const policy = wrap(often, theirs);
${load("return policy.execute(() => fetch(id));")}`,
    "a cooperative timeout, which the work may heed": `${POLICIES}const policy = timeout(5_000, TimeoutStrategy.Cooperative);
${load("return policy.execute((context) => fetch(id, { ...context }));")}`,
    "a breaker, which has a limit by default": `import CircuitBreaker from "opossum";
const breaker = new CircuitBreaker((id: string) => fetch(id));
${load("return breaker.fire(id);")}`,
    "a breaker that runs what it is handed": `import CircuitBreaker from "opossum";
const breaker = new CircuitBreaker((work: () => Promise<Response>) => work(), { timeout: 500 });
${load("return breaker.fire(() => fetch(id));")}`,
    "a breaker without a limit, which is another rule's": `import CircuitBreaker from "opossum";
const breaker = new CircuitBreaker((id: string) => fetch(id), { timeout: false });
${load("return breaker.fire(id);")}`,
    "metrics that are pushed through Node's agent, which ends it": `import { Pushgateway } from "prom-client";
const gateway = new Pushgateway("http://push.example.com");
${load("return gateway.pushAdd({ jobName: id });")}`,
    "a function of one's own that hands its options on, called with a limit": `const request = (url: string, init?: RequestInit) => fetch(url, { ...init, method: "POST" });
${load("return request(id, { signal: AbortSignal.timeout(1_000) });")}`,
    "a function of one's own that has a limit by default": `const request = (url: string, { signal = AbortSignal.timeout(1_000) } = {}) => fetch(url, { signal });
${load("return request(id);")}`,
    "a limit that a function of one's own offers, and its caller takes": `async function request(url: string, init?: { timeout?: number; signal?: AbortSignal }) {
  const { timeout, ...rest } = init || {};
  const controller = timeout ? new AbortController() : undefined;
  return fetch(url, { ...rest, signal: controller?.signal || rest.signal });
}
${load("return request(id, { timeout: 1_000 });")}`,
    "an address that only a page completes": `const BASE = "/api";
${load("return fetch(`${BASE}/entries/${id}`);")}`,
    "a function of one's own that is handed such an address": `const request = (url: string, init: RequestInit) => fetch(\`\${url}?all\`, { ...init, method: "POST" });
${load("return request(`/entries/${id}`, {});")}`,
    "an SDK's client with a request handler": `import { S3Client } from "@aws-sdk/client-s3";
export const files = new S3Client({ requestHandler: { requestTimeout: 1_000 } });
`,
    "a limit that is switched off, which is another rule's":
      AXIOS + load("return axios.get(id, { timeout: 0 });"),
    "a child process with a limit": `import { execFile } from "node:child_process";
export const status = (done: () => void) =>
  execFile("systemctl", ["is-active"], { timeout: 1_000 }, done);
`,
    "a signal": load("return fetch(id, { signal: AbortSignal.timeout(1_000) });"),
    "a signal that is handed in": `export const load = (url: string, signal: AbortSignal) => fetch(url, { signal });\n`,
    "options in a constant": `const LIMITS = { signal: AbortSignal.timeout(1_000) };
${load("return fetch(id, LIMITS);")}`,
    "options through a spread of a constant": `${AXIOS}const DEFAULTS = { timeout: 1_000 };
export const ledger = axios.create({ ...DEFAULTS, baseURL: "/" });
`,
    "options that come from elsewhere": `${AXIOS}import { options } from "./options.js";
export const ledger = axios.create({ baseURL: "/", ...options });
`,
    "options that a function works out": `${AXIOS}export const ledger = axios.create(optionsFor("ledger"));\n`,
    "options set after they were made": `${AXIOS}const options: { timeout?: number } = {};
options.timeout = 1_000;
export const ledger = axios.create(options);
`,
    "options that a condition adds": `${AXIOS}export const make = (ms?: number) => axios.create({ ...(ms && { timeout: ms }) });\n`,
    "calls through a bounded instance": `${AXIOS}const ledger = axios.create({ timeout: 1_000 });
${load("return ledger.get(id);")}`,
    "calls through an instance of another file": `import { ledger } from "./clients.js";
${load("return ledger.get(id);")}`,
    "calls through an instance that is injected": `import type { AxiosInstance } from "axios";
export class Ledger {
  constructor(private readonly http: AxiosInstance) {}
  load(id: string) {
    return this.http.get(id);
  }
}
`,
    "a limit on the call, through an instance without one":
      AXIOS + load("return axios.get(id, { timeout: 1_000 });"),
    "defaults of the library": `${AXIOS}axios.defaults.timeout = 1_000;\n${load("return axios.get(id);")}`,
    "an interceptor, which may set one": `${AXIOS}const ledger = axios.create();
ledger.interceptors.request.use((config) => ({ ...config, timeout: 1_000 }));
`,
    "a dispatcher for all requests": `import { Agent, setGlobalDispatcher } from "undici";
setGlobalDispatcher(new Agent({ headersTimeout: 1_000, bodyTimeout: 1_000 }));
${load("return fetch(id);")}`,
    "a race against a timer": `import { sleep } from "./clients.js";
${load("return Promise.race([fetch(id).then((r) => r.json()), sleep(1_000)]);")}`,
    "a race of promises in variables": `import { sleep } from "./clients.js";
${load("const response = fetch(id);\n  return Promise.race([response, sleep(1_000)]);")}`,
    "a race of a request for each item": `import { sleep } from "./clients.js";
export const loadAll = (ids: string[]) =>
  Promise.race([Promise.all(ids.map((id) => fetch(id))), sleep(1_000)]);
`,
    "a race written out": `export function load(url: string) {
  return new Promise((resolve, reject) => {
    setTimeout(reject, 1_000);
    fetch(url).then(resolve, reject);
  });
}
`,
    "an acknowledgement with a limit": `import type { Socket } from "socket.io";
export const state = (socket: Socket) => socket.timeout(1_000).emitWithAck("state");
`,
    "a message whose answer nobody waits for": `import type { Socket } from "socket.io";
export const tell = (socket: Socket) => socket.emit("state", () => undefined);
`,
    "a promise that an acknowledgement or a timer settles": `import type { Socket } from "socket.io";
export const state = (socket: Socket) =>
  new Promise((resolve, reject) => {
    setTimeout(reject, 1_000);
    socket.emit("state", resolve);
  });
`,
    "an acknowledgement of a server, limited by the socket": `import { io } from "socket.io-client";
const socket = io("https://ledger.example.com", { ackTimeout: 1_000 });
${load('return socket.emitWithAck("load", id);')}`,
    "an acknowledgement of a socket of another file": `import type { Socket } from "socket.io-client";
export const state = (socket: Socket) => socket.emitWithAck("state");
`,
    "a span in a time limit": `import { trace } from "@opentelemetry/api";
${TIMEOUT}const tracer = trace.getTracer("ledger");
${load('return pTimeout(tracer.startActiveSpan("load", () => fetch(id)), { milliseconds: 1_000 });')}`,
    "p-timeout": TIMEOUT + load("return pTimeout(fetch(id), { milliseconds: 1_000 });"),
    "p-timeout as it was up to version 5": TIMEOUT + load("return pTimeout(fetch(id), 1_000);"),
    "p-timeout around a function that nothing else calls": `${TIMEOUT}const request = async (id: string) => (await fetch(id)).json();
${load("return pTimeout(request(id), { milliseconds: 1_000 });")}`,
    "a limiter in a time limit": `${TIMEOUT}import pLimit from "p-limit";
const limit = pLimit(2);
${load("return pTimeout(limit(() => fetch(id)), { milliseconds: 1_000 });")}`,
    "a queue with a limit on its tasks": `${QUEUE}const queue = new PQueue({ timeout: 1_000 });
${load("return queue.add(() => fetch(id));")}`,
    "a queue with a limit on this task": `${QUEUE}const queue = new PQueue();
${load("return queue.add(() => fetch(id), { timeout: 1_000 });")}`,
    "a queue of another file": `import { queue } from "./queue.js";
${load("return queue.add(() => fetch(id));")}`,
    "a job of Bottleneck with an expiration":
      LIMITER + load("return limiter.schedule({ expiration: 1_000 }, () => fetch(id));"),
    "a time limit of async's": `import async from "async";
export const load = async.timeout((id: string) => fetch(id), 1_000);
`,
    "a policy around several statements": `import { policy } from "./policy.js";
${load("return policy.execute(async () => {\n    const response = await fetch(id);\n    return response.json();\n  });")}`,
    "a wrapper of one's own that races": `import { within } from "./clients.js";
${load("return within(1_000, async () => {\n    const response = await fetch(id);\n    return response.json();\n  });")}`,
    "a circuit breaker that takes the function by name": `import CircuitBreaker from "opossum";
async function load(id: string) {
  return fetch(id);
}
export const breaker = new CircuitBreaker(load, { timeout: 1_000 });
`,
    "a function whose every caller bounds it": `import { sleep } from "./clients.js";
const load = async (id: string) => (await fetch(id)).json();
export const bounded = (id: string) => Promise.race([load(id), sleep(1_000)]);
`,
    "a Request that may carry a signal": `export const load = (request: Request) => fetch(request);\n`,
    "an event stream": load('return fetch(id, { headers: { Accept: "text/event-stream" } });'),
    "a download that streams": AXIOS + load('return axios.get(id, { responseType: "stream" });'),
    "a listener that ends the request": `import http from "http";
const request = http.request("http://ledger.example.com");
request.on("error", report).on("timeout", () => request.destroy());
`,
    "both limits of a pool": `import { Pool } from "pg";
export const pool = new Pool({ connectionTimeoutMillis: 5_000, query_timeout: 10_000 });
`,
    "a statement limit that each connection sets": `import { Pool } from "pg";
const pool = new Pool({ connectionTimeoutMillis: 5_000 });
pool.on("connect", (client) => client.query("SET statement_timeout = 10000"));
`,
    "a pool whose settings come from the environment as a whole": `import { Pool } from "pg";
import { config } from "./config.js";
export const pool = new Pool(config.database);
`,
    "a parameter that is called fetch": `export const load = (fetch: (url: string) => void) => fetch("/");\n`,
    "a class of one's own that is called Pool": `class Pool {}\nexport const pool = new Pool();\nfetch;\n`,
    "a call while the module loads": `export const keys = await fetch("https://id.example.com/keys");\n`,
    "a file that uses what only a browser has, also where the configuration names it": {
      globals: ["window", "fetch"],
      code: load("return fetch(id, { headers: { page: window.location.href } });"),
    },
    "browser code": { filename: "web/src/load.ts", code: load("return fetch(id);") },
  },
});
