import { readFileSync } from "node:fs";
import { parseSettings, type Settings } from "@faultline/contract";
import Ajv from "ajv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const SETTINGS: Settings = {
  clients: [
    { module: "@acme/http", export: "client", methods: ["get", "*"], timeout: false, retries: 2 },
    {
      module: "./src/db",
      kind: "database-query",
      access: "write",
      timeout: { argument: 1, option: "timeout" },
    },
  ],
  wrappers: [{ module: "@acme/tracing", export: "withSpan", timeout: false }],
  loggers: [{ module: "~/logger", export: "createLogger()", style: "fields-first" }],
  retryHelpers: [{ module: "#retry", export: "retry", work: 1, backoff: true, retries: 3 }],
  transactionRunners: [{ module: "./src/db", export: "new Database.inTransaction", driver: "pg" }],
  contextProviders: [{ module: "./src/request-context" }],
};

const SCHEMA: object = JSON.parse(
  readFileSync(new URL("../schemas/settings.schema.json", import.meta.url), "utf8"),
) as object;

describe("parseSettings", () => {
  it("returns settings as they were written, as the JSON schema does", () => {
    expect(parseSettings(SETTINGS)).toEqual({ ok: true, value: SETTINGS });
    expect(new Ajv.default({ strict: false }).validate(SCHEMA, SETTINGS)).toBe(true);
  });

  it("takes nothing for nothing", () => {
    expect(parseSettings({})).toEqual({ ok: true, value: {} });
  });

  it.each([
    ["a text", "no", "settings.faultline must be object"],
    ["a part there is not", { client: [] }, 'settings.faultline has no setting "client"'],
    ["a part that is no list", { clients: {} }, "settings.faultline.clients must be array"],
    ["no module", { wrappers: [{}] }, 'settings.faultline.wrappers[0] needs "module"'],
    [
      "an empty module",
      { wrappers: [{ module: "" }] },
      "settings.faultline.wrappers[0].module must name a package or a file",
    ],
    [
      "a path of this machine",
      { wrappers: [{ module: "/srv/http" }] },
      'settings.faultline.wrappers[0].module must be relative to the project\'s root: "./src/http"',
    ],
    [
      "a slip of the pen",
      { clients: [{ module: "a" }, { module: "b", metods: [] }] },
      'settings.faultline.clients[1] has no setting "metods"',
    ],
    [
      "a style there is not",
      { loggers: [{ module: "a", style: "loud" }] },
      "settings.faultline.loggers[0].style must be one of fields-first, message-first, text",
    ],
    [
      "a timeout in words",
      { clients: [{ module: "a", timeout: "yes" }] },
      "settings.faultline.clients[0].timeout must be boolean",
    ],
    [
      "a position below 0",
      { retryHelpers: [{ module: "a", work: -1 }] },
      "settings.faultline.retryHelpers[0].work must be >= 0",
    ],
    [
      "half a retry",
      { retryHelpers: [{ module: "a", retries: 1.5 }] },
      "settings.faultline.retryHelpers[0].retries must be integer",
    ],
    [
      "an export that is no way",
      { clients: [{ module: "a", export: "get client" }] },
      "settings.faultline.clients[0].export must be a way such as request, client.get, new Client or createLogger()",
    ],
    [
      "an instance that can't be called",
      { clients: [{ module: "a", export: "new Client" }] },
      "settings.faultline.clients[0].export is an instance: name what is called, as in new Client.send",
    ],
  ])("names the setting for %s", (_, data, reason) => {
    expect(parseSettings(data)).toEqual({ ok: false, reason });
  });

  it("begins with the name that the settings have where they stand", () => {
    expect(parseSettings({ a: 1 }, "settings")).toEqual({
      ok: false,
      reason: 'settings has no setting "a"',
    });
  });

  it("never throws, whatever it is given, and says it in one line", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (data) => {
        const parsed = parseSettings(data);
        expect(parsed.ok || !parsed.reason.includes("\n")).toBe(true);
      }),
    );
  });
});
