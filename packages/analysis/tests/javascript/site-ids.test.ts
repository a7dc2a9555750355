import { analyseSource } from "@faultline/analysis";
import { describe, expect, it } from "vitest";
import { sitesOf } from "./list-sites.js";

const PAYMENTS = `import axios from "axios";
import Fastify from "fastify";

const app = Fastify();

export class Payments {
  async charge(id: string) {
    try {
      await axios.post("/charges", { id });
      return await axios.get("/charges");
    } catch (error) {
      throw new Error("not charged", { cause: error });
    }
  }
}

export const refund = async (id: string) => axios.post("/refunds", { id });

app.post("/payments", async () => axios.get("/rates"));
app.delete("/payments", async () => axios.get("/rates"));
`;

const ids = (text: string): string[] =>
  sitesOf(analyseSource("src/payments.ts", text)).map(({ id }) => id);

describe("a site's id", () => {
  it("names the file, the kind, the functions around it and its turn among its like", () => {
    expect(ids(PAYMENTS)).toEqual([
      "src/payments.ts#outbound-call:Payments.charge:0",
      "src/payments.ts#outbound-call:Payments.charge:1",
      "src/payments.ts#error-handler:Payments.charge:0",
      "src/payments.ts#outbound-call:refund:0",
      "src/payments.ts#route::0",
      'src/payments.ts#outbound-call:post("/payments"):0',
      "src/payments.ts#route::1",
      'src/payments.ts#outbound-call:delete("/payments"):0',
    ]);
  });

  it.each([
    ["lines above", `// a\n\n// b\n${PAYMENTS}`],
    ["other line endings", PAYMENTS.replaceAll("\n", "\r\n")],
    [
      "a neighbour of another name",
      PAYMENTS.replace("const refund", "const giveBack").replace("giveBack", "refund"),
    ],
    [
      "variables of other names",
      PAYMENTS.replaceAll("error", "failure").replaceAll("app", "server"),
    ],
    [
      "a new function above",
      PAYMENTS.replace("export class", "export const load = () => axios.get(u);\nexport class"),
    ],
    ["other arguments", PAYMENTS.replace('"/charges", { id }', "CHARGES, { id }, { timeout: 1 }")],
  ])("survives %s", (_name, text) => {
    expect(ids(text)).toEqual(expect.arrayContaining(ids(PAYMENTS)));
  });

  it("is not shared by two sites", () => {
    expect(new Set(ids(PAYMENTS)).size).toBe(ids(PAYMENTS).length);
  });
});

describe("a site's place", () => {
  it("is small, while its extent is what running it runs", () => {
    const [, , handler] = sitesOf(analyseSource("src/payments.ts", PAYMENTS));
    expect(handler).toMatchObject({
      location: { file: "src/payments.ts", line: 11, column: 7, endLine: 11, endColumn: 12 },
      extent: { line: 11, column: 21, endLine: 13, endColumn: 6 },
      protects: { line: 8, column: 9, endLine: 11, endColumn: 6 },
    });
  });

  it("has no extent where its code is in another file", () => {
    const text =
      'import express from "express";\nimport { pay } from "./pay.js";\nexpress().post("/pay", pay);\n';
    expect(sitesOf(analyseSource("src/app.ts", text))[0]?.extent).toEqual({
      line: 3,
      column: 16,
      endLine: 3,
      endColumn: 16,
    });
  });
});

describe("analyseSource", () => {
  it("says where a text stops making sense", () => {
    expect(analyseSource("src/a.ts", "try {\n  fetch(;\n")).toMatchObject({
      ok: false,
      problem: { line: 2, column: 9 },
    });
    // Even one that the text shows to have no sites.
    expect(analyseSource("src/a.ts", "const = 1")).toMatchObject({ ok: false });
  });

  it("reads each dialect by the file's ending", () => {
    const typed = "fetch<string>(u as string)";
    expect(analyseSource("a.ts", typed)).toMatchObject({ ok: true, sites: [{}] });
    expect(analyseSource("a.mts", typed)).toMatchObject({ ok: true, sites: [{}] });
    // Flow's types, which Babel takes out, are read as TypeScript's.
    expect(analyseSource("a.js", typed)).toMatchObject({ ok: true, sites: [{}] });
    expect(analyseSource("a.js", "fetch(u")).toMatchObject({ ok: false });
    expect(analyseSource("a.jsx", "const a = <p>{fetch(u)}</p>")).toMatchObject({
      ok: true,
      sites: [{}],
    });
    expect(analyseSource("a.tsx", "const a = <p>{fetch(u as string)}</p>")).toMatchObject({
      ok: true,
    });
    expect(analyseSource("a.d.ts", "fetch(u)")).toEqual({ ok: true, sites: [] });
    expect(analyseSource("a.md", "fetch(u)")).toEqual({ ok: true, sites: [] });
  });
});
