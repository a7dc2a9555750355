import { analyseSource } from "@faultline/analysis";
import { isSiteOfKind } from "@faultline/contract";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { project, sitesOf } from "../javascript/list-sites.js";

const LOG = "export function record(id) { console.log(id); }";

/** The package's role as the analysis shows it: `console` is wrong in a server, and a front end has no sites. */
function roleOf(path: string): "server" | "front-end" | "unknown" {
  const [site] = sitesOf(analyseSource("src/a.js", LOG, path));
  if (site?.kind !== "log") return "front-end";
  const isJudged = Object.values(site.mechanisms).some(({ state }) => state === "absent");
  return isJudged ? "server" : "unknown";
}

function inPackage(manifest: string, files: Record<string, string> = {}): string {
  return join(project({ "package.json": manifest, ...files }), "src", "a.js");
}

const depending = (...names: string[]): string =>
  JSON.stringify({ dependencies: Object.fromEntries(names.map((name) => [name, "1.0.0"])) });

describe("a file for the browser", () => {
  const NEXT = depending("next", "pg");
  const REMIX = depending("@remix-run/node", "pg");
  const CALL = `export const load = (id) => fetch("https://notes.example/" + id);`;
  const countOf = (manifest: string, path: string, code: string): number => {
    const file = join(project({ "package.json": manifest }), path);
    return sitesOf(analyseSource(path, code, file)).length;
  };

  it.each([
    ["says `use client`", NEXT, "lib/notes.ts", `"use client";\n${CALL}`],
    ["imports client-only", NEXT, "lib/notes.ts", `import "client-only";\n${CALL}`],
    ["is in a folder of that name", NEXT, "lib/client-only/notes.ts", CALL],
    ["has a name for the browser", REMIX, "app/notes.client.ts", CALL],
    ["has a folder for the browser", REMIX, "app/.client/notes.ts", CALL],
    ["changes the page", NEXT, "lib/notes.ts", `${CALL}\nmatchMedia("print");`],
  ])("has no sites where it %s", (_, manifest, path, code) => {
    expect(countOf(manifest, path, code)).toBe(0);
  });

  it.each([
    ["says `use server`", NEXT, "lib/notes.ts", `"use server";\n${CALL}`],
    ["imports server-only", NEXT, "lib/notes.ts", `import "server-only";\n${CALL}`],
    [
      "says `use client` somewhere else",
      NEXT,
      "lib/notes.ts",
      `${CALL}\nexport const a = "use client";`,
    ],
    ["is for both sides", NEXT, "lib/universal/notes.ts", CALL],
    ["is the client of an API", NEXT, "lib/notes.client.ts", CALL],
    ["has a name for the server", REMIX, "app/notes.server.ts", CALL],
    ["asks where it runs", NEXT, "lib/notes.ts", `${CALL}\nexport const isHere = typeof window;`],
  ])("has sites where it %s", (_, manifest, path, code) => {
    expect(countOf(manifest, path, code)).toBeGreaterThan(0);
  });
});

describe("console in a server without a logger", () => {
  const statesOf = (code: string): (string | undefined)[] => {
    const file = join(project({ "package.json": depending("express") }), "src", "a.js");
    return sitesOf(analyseSource("src/a.js", code, file)).map((site) =>
      site.kind === "log" ? site.mechanisms["structure-throughout"]?.state : undefined,
    );
  };

  it("lacks structure where ids are woven into the text", () => {
    expect(statesOf("export const f = (id) => console.log(`late: ${id}`);")).toEqual(["absent"]);
  });

  it("has as much as there can be where fields stand beside the text", () => {
    expect(statesOf(`export const f = (id) => console.log("late", { id });`)).toEqual([undefined]);
  });

  it("is reported for the first line without fields", () => {
    const code = `export const f = (id) => { console.log("late", { id }); console.log(id); };`;
    expect(statesOf(code)).toEqual([undefined, "absent"]);
  });
});

describe("the role of a package", () => {
  it.each([
    ["server", depending("fastify")],
    ["server", depending("pino")],
    ["server", depending("react", "express")],
    ["server", JSON.stringify({ peerDependencies: { "@nestjs/core": "11" } })],
    ["front-end", depending("react")],
    ["unknown", depending("react", "pg")],
    ["unknown", depending("pg")],
    ["unknown", JSON.stringify({ devDependencies: { express: "5" } })],
    ["unknown", "{}"],
    ["unknown", "not JSON"],
    ["unknown", "[]"],
    ["unknown", JSON.stringify({ dependencies: ["express"] })],
  ] as const)("is %s with %s", (role, manifest) => {
    expect(roleOf(inPackage(manifest))).toBe(role);
  });

  it("is decided by the nearest package.json", () => {
    const root = project({
      "package.json": depending("fastify"),
      "web/package.json": depending("vue"),
    });
    expect(roleOf(join(root, "src", "a.js"))).toBe("server");
    expect(roleOf(join(root, "web", "src", "a.js"))).toBe("front-end");
  });

  it("follows the file on disk", () => {
    const root = project({ "package.json": depending("fastify") });
    const path = join(root, "src", "a.js");
    expect(roleOf(path)).toBe("server");
    writeFileSync(join(root, "package.json"), depending("left-pad"));
    expect(roleOf(path)).toBe("unknown");
    rmSync(join(root, "package.json"));
    expect(roleOf(path)).toBe("unknown");
  });
});

describe("a framework of both sides", () => {
  const ROUTER = depending("react", "@react-router/node");
  const NEXT = depending("react", "next");

  it.each([
    ["front-end", ROUTER, "react-router.config.ts", "export default { ssr: false };"],
    ["unknown", ROUTER, "react-router.config.ts", "export default { ssr: true };"],
    ["unknown", ROUTER, "react-router.config.ts", "// ssr: false\nexport default {};"],
    ["unknown", ROUTER, "next.config.js", `export default { output: "export" };`],
    ["front-end", NEXT, "next.config.mjs", `export default { output: "export" };`],
    ["unknown", NEXT, "next.config.mjs", `export default { output: "standalone" };`],
    ["unknown", depending("react", "next", "pg"), "next.config.mjs", `({ output: "export" })`],
    [
      "server",
      depending("express", "@react-router/node"),
      "react-router.config.ts",
      "export default { ssr: false };",
    ],
  ] as const)("is %s with %s and %s: %s", (role, manifest, config, text) => {
    expect(roleOf(inPackage(manifest, { [config]: text }))).toBe(role);
  });

  it("follows its configuration on disk", () => {
    const root = project({
      "package.json": ROUTER,
      "react-router.config.ts": "export default { ssr: false };",
    });
    const path = join(root, "src", "a.js");
    expect(roleOf(path)).toBe("front-end");
    writeFileSync(join(root, "react-router.config.ts"), "export default { ssr: true, };");
    expect(roleOf(path)).toBe("unknown");
  });
});

describe("the version of a dependency", () => {
  const signalFact = (path: string): string | undefined =>
    sitesOf(
      analyseSource(
        "src/a.js",
        'import axios from "axios"; const f = (signal) => axios.get(u, { signal });',
        path,
      ),
    ).flatMap((site) => ("timeout" in site.mechanisms ? [site.mechanisms.timeout.state] : []))[0];

  it("is the one asked for, where none is installed", () => {
    expect(signalFact(inPackage(JSON.stringify({ dependencies: { axios: "^0.21.0" } })))).toBe(
      "unknown",
    );
    expect(signalFact(inPackage(JSON.stringify({ dependencies: { axios: "^1.2.0" } })))).toBe(
      "present",
    );
  });

  it("is the installed one, where there is one", () => {
    const installed = { "node_modules/axios/package.json": JSON.stringify({ version: "0.21.4" }) };
    expect(signalFact(inPackage(JSON.stringify({ dependencies: { axios: "*" } }), installed))).toBe(
      "unknown",
    );
  });
});

/** What is said of `console` in a file of a package with a logger. */
function structureOf(path: string): string | undefined {
  const [site] = sitesOf(analyseSource(path, LOG, path));
  return site && isSiteOfKind(site, "log") ? site.mechanisms.structure?.state : undefined;
}

describe("a file's place in its package", () => {
  const manifest = JSON.stringify({
    dependencies: { pino: "9" },
    scripts: {
      check: "tsx checks/run.ts",
      tower: "cd tower && node ./run.mjs",
      migrate: "node src/migrate.js",
      start: "node jobs/start.js",
    },
  });
  it.each([
    ["absent", "src/a.js"],
    ["absent", "jobs/a.js"],
    ["unknown", "checks/output.ts"],
    ["unknown", "checks/tasks/a.ts"],
    ["unknown", "tower/tasks/a.js"],
    ["unknown", "src/cli/a.ts"],
    ["unknown", "bin/a.js"],
  ])("is %s for `console` in %s", (state, file) => {
    const root = project({ "package.json": manifest });
    expect(structureOf(join(root, file))).toBe(state);
  });

  it("may be a browser's too, outside the folder `server` of a package that has one", () => {
    const mixed = project({ "package.json": depending("pino"), "server/index.js": "" });
    expect(structureOf(join(mixed, "server", "a.js"))).toBe("absent");
    expect(structureOf(join(mixed, "shared", "a.js"))).toBe("unknown");
  });
});
