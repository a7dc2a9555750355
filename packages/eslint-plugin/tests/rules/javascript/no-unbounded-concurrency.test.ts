import { testRule } from "../../harness/test-rule.js";

const LOAD = `import pLimit from "p-limit";
const load = (url: string) => fetch(url, { signal: AbortSignal.timeout(1_000) });
const limit = pLimit(10);
`;

const all = (body: string, parameters = "urls: string[]"): string =>
  `${LOAD}export async function loadAll(${parameters}) {\n  ${body}\n}\n`;

testRule("no-unbounded-concurrency", {
  reports: {
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
  },
  silent: {
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
