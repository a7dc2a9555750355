import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { javascriptParser } from "@faultline/analysis";
import type { Settings } from "@faultline/contract";
import { ESLint } from "eslint";
import plugin from "eslint-plugin-faultline";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { lint } from "./harness/lint.js";

vi.setConfig({ testTimeout: 60_000 });

type Files = Readonly<Record<string, string>>;

/** The reports in a project's `src/use.ts`, by rule and line. */
async function reportsIn(files: Files, settings: Settings): Promise<readonly string[]> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "faultline-settings-")));
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true });
  });
  for (const [file, text] of Object.entries({ "package.json": "{}", ...files })) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return reportsAt(root, settings);
}

async function reportsAt(root: string, settings: Settings): Promise<readonly string[]> {
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: [
      { files: ["**/*.ts"], languageOptions: { parser: javascriptParser } },
      ...plugin.configs.recommended,
      { settings: { faultline: settings } },
    ],
  });
  const results = await eslint.lintFiles(["src/use.ts"]);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, line, message }) => `${String(line)} ${ruleId ?? message}`),
  );
}

const TIMEOUT = "faultline/require-timeout";

describe("a client in a file of the project", () => {
  const HTTP = `
    export const http = { get: (url: string) => request(url), ping: () => fetch("https://a.test") };
    declare function request(url: string): Promise<string>;
  `;
  const settings: Settings = {
    clients: [{ module: "./src/lib/http", export: "http", methods: ["get"], timeout: false }],
  };
  const use = (from: string): string =>
    `import { http } from "${from}";\nexport const load = async () => await http.get("/");\n`;

  it.each<[string, Files]>([
    ["by a relative path", { "src/use.ts": use("./lib/http.js") }],
    [
      "through a barrel that names it",
      { "src/use.ts": use("./lib"), "src/lib/index.ts": 'export { http } from "./http";' },
    ],
    [
      "through a barrel that passes all on",
      { "src/use.ts": use("./lib"), "src/lib/index.ts": 'export * from "./http";' },
    ],
    [
      "by an alias",
      {
        "src/use.ts": use("~/http"),
        "tsconfig.json": '{ "compilerOptions": { "paths": { "~/*": ["./src/lib/*"] } } }',
      },
    ],
    [
      "by require",
      {
        "src/use.ts":
          'const { http } = require("./lib/http");\nmodule.exports = async () => await http.get("/");\n',
      },
    ],
  ])("is known %s", async (_, files) => {
    const all = { "src/lib/http.ts": HTTP, ...files };
    expect(await reportsIn(all, settings)).toEqual([`2 ${TIMEOUT}`]);
    expect(await reportsIn(all, {})).toEqual([]);
  });

  it("may be named by its alias", async () => {
    const files = {
      "src/lib/http.ts": HTTP,
      "src/use.ts": use("./lib/http"),
      "tsconfig.json": '{ "compilerOptions": { "paths": { "~/*": ["./src/lib/*"] } } }',
    };
    const byAlias: Settings = {
      clients: [{ module: "~/http", export: "http.get", timeout: false }],
    };
    expect(await reportsIn(files, byAlias)).toEqual([`2 ${TIMEOUT}`]);
  });

  it("wins over what its source shows", async () => {
    const files = {
      "src/lib/http.ts": 'import axios from "axios";\nexport const http = axios;\n',
      "src/use.ts": use("./lib/http"),
    };
    const bounded: Settings = {
      clients: [{ module: "./src/lib/http", export: "http", methods: ["get"], timeout: true }],
    };
    expect(await reportsIn(files, {})).toEqual([`2 ${TIMEOUT}`]);
    expect(await reportsIn(files, bounded)).toEqual([]);
  });

  it("leaves the file's other exports to their source", async () => {
    const files = {
      "src/lib/http.ts": `import axios from "axios";\nexport const other = axios;\n${HTTP}`,
      "src/use.ts":
        'import { other } from "./lib/http";\nexport const load = async () => await other.get("/");\n',
    };
    expect(await reportsIn(files, settings)).toEqual([`2 ${TIMEOUT}`]);
  });

  it("is not another file of the same name", async () => {
    const files = {
      "src/lib/http.ts": HTTP,
      "src/http.ts": HTTP,
      "src/use.ts": use("./http"),
    };
    expect(await reportsIn(files, settings)).toEqual([]);
  });

  it("may be a class, which a constructor asks for", async () => {
    const files = {
      "src/client.ts": "export class Client { send(m: string) { return other(m); } }\n",
      "src/use.ts": [
        'import { Client } from "./client.js";',
        "export class Mails {",
        "  constructor(private readonly client: Client) {}",
        '  async greet() { await this.client.send("hello"); }',
        "}",
      ].join("\n"),
    };
    const client: Settings = {
      clients: [{ module: "./src/client.ts", export: "new Client.send", timeout: false }],
    };
    expect(await reportsIn(files, client)).toEqual([`4 ${TIMEOUT}`]);
    expect(await reportsIn(files, {})).toEqual([]);
  });

  it("may be the default export, which is called itself", async () => {
    const files = {
      "src/mail.ts": "export default function (m: string) { return other(m); }\n",
      // Nothing else in it looks like a call that waits.
      "src/use.ts":
        'import post from "./mail";\nexport function greet() { return post("hello"); }\n',
    };
    const client: Settings = { clients: [{ module: "./src/mail", timeout: false }] };
    expect(await reportsIn(files, client)).toEqual([`2 ${TIMEOUT}`]);
    expect(await reportsIn(files, {})).toEqual([]);
  });

  it("does not stay known in the next run, which has other settings", async () => {
    const root = realpathSync(mkdtempSync(join(tmpdir(), "faultline-settings-")));
    onTestFinished(() => {
      rmSync(root, { recursive: true, force: true });
    });
    mkdirSync(join(root, "src/lib"), { recursive: true });
    writeFileSync(join(root, "package.json"), "{}");
    writeFileSync(join(root, "src/lib/http.ts"), HTTP);
    writeFileSync(join(root, "src/use.ts"), use("./lib/http"));
    expect(await reportsAt(root, settings)).toEqual([`2 ${TIMEOUT}`]);
    expect(await reportsAt(root, {})).toEqual([]);
    expect(await reportsAt(root, settings)).toEqual([`2 ${TIMEOUT}`]);
  });
});

describe("a logger in a file of the project", () => {
  const settings = (way: string): Settings => ({
    loggers: [{ module: "./src/logging", export: way, style: "message-first" }],
  });
  const use = (before: string, object: string): string =>
    `${before}\nexport const load = () => work().catch((error) => ${object}.error("failed"));\n`;
  const LOGGING =
    "export const logger = make();\nexport const createLogger = (name: string) => make(name);\nexport class Logger extends Base {}\n";

  it.each<[string, string, Files]>([
    ["an object", "logger", { "src/use.ts": use('import { logger } from "./logging";', "logger") }],
    [
      "a child of it",
      "logger",
      {
        "src/use.ts": use(
          'import { logger } from "./logging"; const log = logger.child({ a: 1 });',
          "log",
        ),
      },
    ],
    [
      "what a function makes, in yet another file",
      "createLogger()",
      {
        "src/use.ts": use('import { log } from "./log";', "log"),
        "src/log.ts":
          'import { createLogger } from "./logging";\nexport const log = createLogger("a");\n',
      },
    ],
    [
      "an instance",
      "new Logger",
      { "src/use.ts": use('import { Logger } from "./logging"; const log = new Logger();', "log") },
    ],
  ])("may be %s", async (_, way, files) => {
    const all = { "src/logging.ts": LOGGING, ...files };
    const rule = "2 faultline/require-log-context";
    expect(await reportsIn(all, settings(way))).toContain(rule);
    expect(await reportsIn(all, {})).not.toContain(rule);
  });
});

describe("settings that are wrong", () => {
  const code = "export const load = async () => await fetch(url);\n";

  it.each([
    [{ client: [] }, 'settings.faultline has no setting "client"'],
    [{ clients: [{ export: "a" }] }, 'settings.faultline.clients[0] needs "module"'],
    ["all", "settings.faultline must be object"],
  ])("stop ESLint with one line: %j", (settings, line) => {
    expect(() => lint("require-timeout", { code, settings })).toThrow(line);
  });
});
