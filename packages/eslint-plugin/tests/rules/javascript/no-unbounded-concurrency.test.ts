import { testRule } from "../../harness/test-rule.js";

const LOAD = `import pLimit from "p-limit";
const load = (url: string) => fetch(url, { signal: AbortSignal.timeout(1_000) });
const limit = pLimit(10);
`;

const all = (body: string, parameters = "urls: string[]"): string =>
  `${LOAD}export async function loadAll(${parameters}) {\n  ${body}\n}\n`;

const QUEUE = `import PQueue from "p-queue";
${LOAD}`;

const queued = (queue: string): string => `${QUEUE}const queue = ${queue};
export const loadAll = (urls: string[]) =>
  Promise.all(urls.map((url) => queue.add(() => load(url))));
`;

const throttled = (limiter: string): string => `import Bottleneck from "bottleneck";
${LOAD}const limiter = ${limiter};
export const loadAll = (urls: string[]) =>
  Promise.all(urls.map((url) => limiter.schedule(() => load(url))));
`;

const byAsync = (call: string): string => `import async from "async";
${LOAD}export const loadAll = (urls: string[]) => ${call};
`;

const POLICIES = `import { bulkhead, handleAll, retry, wrap } from "cockatiel";
const often = retry(handleAll, { maxAttempts: 3 });
`;

testRule("no-unbounded-concurrency", {
  reports: {
    "a policy that only repeats": `${POLICIES}${all("return Promise.all(urls.map((url) => often.execute(() => load(url))));")}`,
    "a breaker with room for all": `import CircuitBreaker from "opossum";
const breaker = new CircuitBreaker((work: () => Promise<Response>) => work());
${all("return Promise.all(urls.map((url) => breaker.fire(() => load(url))));")}`,
    "a request for each item": all(
      "return Promise.all(urls.map((url) => fetch(url, { signal: AbortSignal.timeout(1_000) })));",
    ),
    "a request in a function": all("return Promise.all(urls.map(async (url) => load(url)));"),
    "a function by its name": all("return Promise.allSettled(urls.map(load));"),
    "promises that a loop collects": all(
      "const found = [];\n  for (const url of urls) found.push(load(url));\n  return Promise.all(found);",
    ),
    "promises that have a name": all(
      "const found = urls.filter(Boolean).map((url) => load(url));\n  return Promise.all(found);",
    ),
    "a list of a request": `import express from "express";
const app = express();
app.post("/", async (request, response) => {
  await Promise.all(request.body.urls.map((url) => fetch(url, { signal: AbortSignal.timeout(1_000) })));
  response.end();
});
`,
    "p-map without its option": `import pMap from "p-map";
${LOAD}export const loadAll = (urls: string[]) => pMap(urls, load);
`,
    "p-limit that lets all through": all(
      "const open = pLimit(Infinity);\n  return Promise.all(urls.map((url) => open(() => load(url))));",
    ),
    "a span for each item": `import * as Sentry from "@sentry/node";
${all('return Promise.all(urls.map((url) => Sentry.startSpan({ name: "load" }, () => load(url))));')}`,
    "a limiter for each item": all(
      "return Promise.all(urls.map((url) => pLimit(5)(() => load(url))));",
    ),
    "p-limit's map that lets all through": all("return pLimit(Infinity).map(urls, load);"),
    "a queue without its option": queued("new PQueue()"),
    "a queue that a loop fills": `${QUEUE}const queue = new PQueue({ timeout: 5_000 });
export async function loadAll(urls: string[]) {
  for (const url of urls) void queue.add(() => load(url));
  await queue.onIdle();
}
`,
    "a queue that is handed all": `${QUEUE}const queue = new PQueue();
export const loadAll = (urls: string[]) => queue.addAll(urls.map((url) => () => load(url)));
`,
    "Bottleneck without its options": throttled('new Bottleneck({ id: "api" })'),
    "Bottleneck whose limit is null": throttled("new Bottleneck({ maxConcurrent: null })"),
    "async's map": byAsync("async.map(urls, load)"),
    "async's parallel": byAsync("async.parallel(urls.map((url) => async () => load(url)))"),
    "async's limit that lets all through": byAsync("async.eachLimit(urls, Infinity, load)"),
  },
  silent: {
    "a bulkhead among policies": `${POLICIES}const policy = wrap(often, bulkhead(5, 1_000));
${all("return Promise.all(urls.map((url) => policy.execute(() => load(url))));")}`,
    "a breaker with a capacity": `import CircuitBreaker from "opossum";
const breaker = new CircuitBreaker((work: () => Promise<Response>) => work(), { capacity: 5 });
${all("return Promise.all(urls.map((url) => breaker.fire(() => load(url))));")}`,
    "a limiter that is read from a setting": all(
      "const limited = pLimit(settings.width);\n  return Promise.all(urls.map((url) => limited(() => load(url))));",
      "urls: string[], settings: { width: number }",
    ),
    "a limiter in a span": `import * as Sentry from "@sentry/node";
${all('return Promise.all(urls.map((url) => Sentry.startSpan({ name: "load" }, () => limit(load, url))));')}`,
    "p-limit's map": all("return limit.map(urls, load);"),
    "a queue with its option": queued("new PQueue({ concurrency: 10 })"),
    "a queue with a rate": queued("new PQueue({ intervalCap: 10, interval: 1_000 })"),
    "a queue whose option is set later": queued("new PQueue();\nqueue.concurrency = 10"),
    "a queue in another file": `import { queue } from "./queue.js";
${LOAD}export const loadAll = (urls: string[]) => queue.addAll(urls.map((url) => () => load(url)));
`,
    "a queue that is waited for each time": `${QUEUE}const queue = new PQueue();
export async function loadAll(urls: string[]) {
  for (const url of urls) await queue.add(() => load(url));
}
`,
    "Bottleneck with its option": throttled("new Bottleneck({ maxConcurrent: 10 })"),
    "Bottleneck with a rate": throttled("new Bottleneck({ minTime: 100 })"),
    "Bottleneck whose options are set later": throttled(
      "new Bottleneck();\nlimiter.updateSettings({ maxConcurrent: 10 })",
    ),
    "async's mapLimit": byAsync("async.mapLimit(urls, 10, load)"),
    "async's parallelLimit": byAsync(
      "async.parallelLimit(urls.map((url) => async () => load(url)), 10)",
    ),
    "async's series": byAsync("async.eachSeries(urls, load)"),
    "async over a list that is written out": byAsync('async.map(["/a", "/b"], load)'),
    "p-map with its option": `import pMap from "p-map";
${LOAD}export const loadAll = (urls: string[]) => pMap(urls, load, { concurrency: 10 });
`,
    "p-map with options that can't be read": `import pMap from "p-map";
${LOAD}export const loadAll = (urls: string[], options: object) => pMap(urls, load, options);
`,
    "a list that is written out": all(
      'return Promise.all(["/a", "/b"].map((url) => fetch(url, { signal: AbortSignal.timeout(1_000) })));',
    ),
    "a limiter around the work": all(
      "return Promise.all(urls.map(async (url) => limit(() => load(url))));",
    ),
    "a slice": all("return Promise.allSettled(urls.slice(0, 10).map(load));"),
    "a loop that waits for each": all(
      "const found = [];\n  for (const url of urls) found.push(await load(url));\n  return Promise.all(found);",
    ),
    "a list whose length is limited": all(
      'if (urls.length > 20) throw new Error("too many");\n  const found = urls.map((url) => load(url));\n  return Promise.all(urls.map((url) => load(url)));',
    ),
    "a list of unknown origin": all(
      "const hosts = await known();\n  return Promise.all(hosts.map((url) => load(url)));",
    ),
    "work that stays in the process": all(
      "return Promise.all(urls.map(async (url) => url.length));",
    ),
    "a slice of a list of a request": `import express from "express";
const app = express();
app.post("/", async (request, response) => {
  await Promise.all(request.body.urls.slice(0, 5).map((url) => fetch(url, { signal: AbortSignal.timeout(1_000) })));
  response.end();
});
`,
  },
});
