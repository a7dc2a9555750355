import plugin from "eslint-plugin-faultline";
import { ESLint, type Linter } from "eslint";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LintedProject } from "./harness/linted-project.js";

// Each run of ESLint is a process of its own.
vi.setConfig({ testTimeout: 60_000 });

/** What importers call is axios, without a limit. */
const AXIOS = `import axios from "axios";\n\nexport const http = axios;\n`;
/** What they call is unknown. */
const UNKNOWN = `import http from "unknown";\n\nexport { http };\n`;

const IMPORTER = `import { http } from "./http.js";\n\nexport const get = () => http.get("/");\n`;
const ALL = ["src/http.js", "src/one.js", "src/two.js"];
const REPORTED = ["src/one.js:3 require-timeout", "src/two.js:3 require-timeout"];

let project: LintedProject;

beforeEach(() => {
  project = new LintedProject({
    "package.json": `{ "type": "module", "dependencies": { "axios": "1.7.0" } }`,
    "node_modules/axios/package.json": `{ "name": "axios", "version": "1.7.0" }`,
    "src/http.js": AXIOS,
    "src/one.js": IMPORTER,
    "src/two.js": IMPORTER,
  });
});

afterEach(() => {
  project.remove();
});

describe("eslint --cache", () => {
  const args = ["--cache"];

  it("lints importers again when what they import changes, and not for a comment", () => {
    project.warm(args);
    expect(project.lint(args)).toEqual({ problems: REPORTED, linted: [] });

    project.write("src/http.js", `// Says why.\n${AXIOS}\n/* The end. */\n`);
    expect(project.lint(args)).toEqual({ problems: REPORTED, linted: ["src/http.js"] });

    project.write("src/http.js", UNKNOWN);
    expect(project.lint(args)).toEqual({ problems: [], linted: ALL });
  });

  it("does so with several threads", () => {
    const threads = [...args, "--concurrency", "2"];
    project.warm(threads);
    expect(project.lint(threads)).toEqual({ problems: REPORTED, linted: [] });
    project.write("src/http.js", UNKNOWN);
    expect(project.lint(threads)).toEqual({ problems: [], linted: ALL });
  });

  it("learns of a default that another file sets from now on", () => {
    project.warm(args);
    project.write(
      "src/defaults.js",
      `import axios from "axios";\naxios.defaults.timeout = 5_000;\n`,
    );
    expect(project.lint(args)).toEqual({ problems: [], linted: ["src/defaults.js", ...ALL] });
  });

  it("learns of a new package.json", () => {
    project.warm(args);
    project.write("package.json", `{ "type": "module", "dependencies": { "react": "19.0.0" } }`);
    expect(project.lint(args)).toEqual({ problems: [], linted: ALL });
  });

  it("learns that a file is there at last, or gone", () => {
    project.delete("src/http.js");
    project.warm(args);
    project.write("src/http.ts", AXIOS);
    expect(project.lint(args)).toEqual({
      problems: REPORTED,
      linted: ["src/one.js", "src/two.js"],
    });
    project.delete("src/http.ts");
    expect(project.lint(args)).toEqual({ problems: [], linted: ["src/one.js", "src/two.js"] });
  });

  it("trusts nothing that was cached beside notes that are lost", () => {
    project.lint(args);
    project.write("src/http.js", UNKNOWN);
    project.delete("node_modules");
    project.write("node_modules/axios/package.json", `{ "name": "axios", "version": "1.7.0" }`);
    expect(project.lint(args)).toEqual({ problems: [], linted: ALL });
  });

  it.each(["node_modules", "node_modules/.cache"])("works where %s can't hold notes", (path) => {
    project.delete("node_modules");
    project.write(path, "a file");
    expect(project.lint(args)).toEqual({ problems: REPORTED, linted: ALL });
    expect(project.lint(args)).toEqual({ problems: REPORTED, linted: [] });
  });
});

describe("eslint without a cache", () => {
  it("takes no notes", () => {
    expect(project.lint([])).toMatchObject({ problems: REPORTED });
    expect(existsSync(join(project.root, "node_modules/.cache"))).toBe(false);
  });
});

describe("bulk suppressions", () => {
  it("take in findings that are there, and show those that are new", () => {
    expect(project.lint(["--suppress-all"])).toMatchObject({ problems: [] });
    expect(project.lint([])).toMatchObject({ problems: [] });
    project.write("src/three.js", IMPORTER);
    expect(project.lint([])).toMatchObject({ problems: ["src/three.js:3 require-timeout"] });
  });
});

describe("the digest in `settings.faultline`", () => {
  const OWN: Linter.Config = { settings: { faultline: { own: "setting" } } };

  it.each([
    ["before", [OWN, ...plugin.configs.recommended]],
    ["after", [...plugin.configs.recommended, OWN]],
  ])("survives beside settings of the project's own, %s it", async (_order, overrideConfig) => {
    const eslint = new ESLint({ overrideConfigFile: true, overrideConfig, cwd: project.root });
    const config: unknown = await eslint.calculateConfigForFile(join(project.root, "src/one.js"));
    expect(JSON.parse(JSON.stringify(config))).toMatchObject({
      // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- Vitest types matchers as `any`
      settings: { faultline: { own: "setting", digest: expect.stringMatching(/^[\da-f]{64}$/) } },
    });
  });
});
