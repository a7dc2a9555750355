import { analyseSource } from "@faultline/analysis";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { factsOf, project, sitesOf } from "./list-sites.js";

const REDIS = `import Redis from "ioredis";\n`;

/** What is known of the listeners in `src/redis.ts`, with other files beside it. */
function states(text: string, others: Readonly<Record<string, string>>): readonly string[] {
  const root = project({ "package.json": "{}", "src/redis.ts": text, ...others });
  return sitesOf(analyseSource("src/redis.ts", text, join(root, "src/redis.ts"))).flatMap(
    ({ mechanisms }) => {
      const facts: Readonly<Partial<Record<string, { readonly state: string }>>> = mechanisms;
      return facts["error-listener"]?.state ?? [];
    },
  );
}

describe("an emitter that other files get at", () => {
  const EXPORTED = `${REDIS}export const redis = new Redis();\n`;
  const DEFAULT = `${REDIS}const redis = new Redis();\nexport default redis;\n`;
  const FACTORY = `${REDIS}export const open = () => (process.env.A ? new Redis("a") : new Redis());\n`;
  const FIELD = `${REDIS}export class Cache {\n  client = new Redis();\n}\n`;

  it.each([
    ["an import", EXPORTED, 'import { redis } from "./redis.js"; redis.on("error", log);'],
    ["a default import", DEFAULT, 'import r from "./redis"; r.on("connect", f).on("error", log);'],
    ["a require", EXPORTED, 'const { redis } = require("./redis"); redis.on("error", log);'],
    ["what a factory gives", FACTORY, 'import { open } from "./redis"; open().on("error", log);'],
    ["a field", FIELD, 'export const watch = (cache: any) => cache.client.on("error", log);'],
    ["a field by destructuring", FIELD, 'const { client } = cache; client.on("error", log);'],
  ])("may be heard there through %s", (_, text, other) => {
    expect(states(text, { "src/other.ts": other })).toContain("unknown");
    expect(states(text, { "src/other.ts": other })).not.toContain("absent");
  });

  it.each([
    ["nobody listens", EXPORTED, 'import { redis } from "./redis"; redis.get("a");'],
    [
      "the other file listens to a server",
      EXPORTED,
      'import http from "node:http"; import { redis } from "./redis"; const server = http.createServer(() => redis.get("a")); server.on("error", log);',
    ],
    [
      "the other file listens to a client of its own",
      EXPORTED,
      'import Redis from "ioredis"; import { redis } from "./redis"; const own = new Redis(); own.on("error", log);',
    ],
    [
      "a parameter of the same name is heard",
      FIELD,
      'export const watch = (client: any) => client.on("error", log);',
    ],
    ["a test listens", EXPORTED, ""],
  ])("is not heard where %s", (_, text, other) => {
    const test = 'import { redis } from "./redis"; redis.on("error", log);';
    const others = { "src/other.ts": other, "src/redis.test.ts": test };
    expect(states(text, others)).toEqual(["absent"]);
  });

  it("is heard in a function of another file that it is handed to", () => {
    const text = `${REDIS}import { watch } from "./watch";\nconst redis = new Redis();\nwatch({ redis });\n`;
    const taking = (body: string) => ({
      "src/watch.ts": `export function watch({ redis }) { ${body} }`,
    });
    expect(states(text, taking('redis.on("error", log);'))).toEqual(["present"]);
    expect(states(text, taking('redis.get("a");'))).toEqual(["absent"]);
  });
});

describe("sockets that servers hand over", () => {
  const listeners = (text: string) =>
    factsOf("error-listener", text).map((fact) => fact.split(":")[0]);

  it("need a listener of their own", () => {
    const server = (handler: string) =>
      `import { WebSocketServer } from "ws";\nconst wss = new WebSocketServer({ noServer: true });\nwss.on("connection", ${handler});\n`;
    expect(listeners(server("(socket) => socket.send('hello')"))).toEqual(["absent"]);
    expect(listeners(server("(socket) => socket.on('error', log)"))).toEqual(["present"]);
    expect(listeners(server("(socket) => { socket.onerror = log; }"))).toEqual(["present"]);
    expect(listeners(server("(socket) => register(socket)"))).toEqual(["unknown"]);
  });

  it("need it before they are answered", () => {
    const server = (body: string) =>
      `import { createServer } from "node:http";\nconst server = createServer();\nserver.on("upgrade", (request, socket, head) => { ${body} });\n`;
    const bad = "socket.end('HTTP/1.1 400 Bad Request')";
    expect(listeners(server(bad))).toEqual(["absent"]);
    expect(listeners(server(`socket.on("error", log); ${bad}`))).toEqual(["present"]);
    expect(listeners(server(`if (a) { socket.on("error", log); return; } ${bad}`))).toEqual([
      "absent",
    ]);
    expect(listeners(server("accept(socket);"))).toEqual(["unknown"]);
  });
});
