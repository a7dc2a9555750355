import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { faultline } from "../support/faultline.js";
import { checkout, write, type Tree } from "../support/project.js";
import { reviewOf } from "../support/verdict-of.js";

const SPEC = `openapi: 3.0.3
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get: {responses: {"200": {description: ok}}}
    delete: {responses: {"204": {description: ok}}}
`;

const APP = `import express from "express";
const app = express();
app.get("/orders", (request, response) => { response.json([]); });
app.delete("/orders/:id", (request, response) => { response.status(204).end(); });
app.listen(3000);
`;

/** A repository with one commit. */
function committed(tree: Tree): string {
  const root = checkout({
    "package.json": '{"type":"module","dependencies":{"express":"5"}}',
    ...tree,
  });
  commit(root);
  return root;
}

function commit(root: string): void {
  const who = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
  execFileSync("git", ["add", "--all"], { cwd: root });
  execFileSync("git", [...who, "commit", "--quiet", "--message", "state"], { cwd: root });
}

const against = ["--base", "HEAD"];

/** What the check says, and how the criterion stands. */
async function judged(root: string, ...args: readonly string[]) {
  const { findings, criteria, contractDelta } = await reviewOf(root, ...args);
  const own = findings.filter(({ check }) => check === "contract-delta");
  return {
    findings: own.map(
      ({ severity, location, message }) =>
        `${severity} ${location.file}:${String(location.line)} ${message}`,
    ),
    status: criteria.find(({ id }) => id === "api-breaking-changes")?.status,
    effects: contractDelta?.changes.map(({ effect, subject }) => `${effect} ${subject}`),
  };
}

test("an operation that is gone unannounced is a critical finding at head", async () => {
  const root = committed({ "openapi.yaml": SPEC, "src/app.ts": APP });
  write(root, { "openapi.yaml": SPEC.replace(/ {4}delete.*\n/, "") });
  expect(await judged(root, ...against)).toEqual({
    findings: [
      "critical openapi.yaml:4 DELETE /orders was removed. Clients that call it get 404 or 405.",
    ],
    status: "unmet",
    effects: ["breaking DELETE /orders"],
  });
});

test("the same with a new major version is listed, and lacks the deprecation alone", async () => {
  const root = committed({ "openapi.yaml": SPEC });
  write(root, { "openapi.yaml": SPEC.replace(/ {4}delete.*\n/, "").replace("1.0.0", "2.0.0") });
  const { findings, status } = await judged(root, ...against);
  expect(findings).toEqual([expect.stringMatching(/^medium openapi\.yaml:4 DELETE \/orders/)]);
  expect(status).toBe("met");
});

test("without a base nothing is compared, and an untouched contract is none of the change's", async () => {
  const root = committed({ "openapi.yaml": SPEC, "src/app.ts": APP });
  expect(await judged(root)).toEqual({ findings: [], status: "unknown", effects: undefined });
  expect((await judged(root, ...against)).status).toBe("not-applicable");
});

test("what others did on the base branch since is not this change's", async () => {
  const root = committed({ "openapi.yaml": SPEC });
  execFileSync("git", ["branch", "-M", "main"], { cwd: root });
  execFileSync("git", ["checkout", "--quiet", "-b", "topic"], { cwd: root });
  write(root, { "readme.md": "topic" });
  commit(root);
  execFileSync("git", ["checkout", "--quiet", "main"], { cwd: root });
  write(root, { "openapi.yaml": `${SPEC}  /new:\n    get: {responses: {}}\n` });
  commit(root);
  execFileSync("git", ["checkout", "--quiet", "topic"], { cwd: root });
  expect((await judged(root, "--base", "main")).effects).toEqual([]);
});

test("a contract that can't be read proves nothing", async () => {
  const root = committed({ "openapi.yaml": SPEC });
  write(root, { "openapi.yaml": "openapi: 3.0.3\npaths: [\n" });
  expect(await judged(root, ...against)).toEqual({ findings: [], status: "unknown", effects: [] });
});

test("where nothing is written down, the routes of the code are the contract", async () => {
  const root = committed({ "src/app.ts": APP });
  write(root, { "src/app.ts": APP.replace(/app\.delete.*\n/, "") });
  expect((await judged(root, ...against)).findings).toEqual([
    "critical src/app.ts:3 DELETE /orders/:id was removed. Clients that call it get 404 or 405.",
  ]);
});

test("a route that moves to another file, below a prefix, or to another name of a parameter stays", async () => {
  const root = committed({ "src/app.ts": APP });
  const orders = `import { Router } from "express";
export const orders = Router();
orders.delete("/:orderId", (request, response) => { response.status(204).end(); });
`;
  const app = APP.replace(/app\.delete.*\n/, 'app.use("/orders", orders);\n');
  write(root, {
    "src/orders.ts": orders,
    "src/app.ts": `import { orders } from "./orders.js";\n${app}`,
  });
  expect((await judged(root, ...against)).findings).toEqual([]);
});

test("a file of routes that is gone is said at its old place", async () => {
  const root = committed({ "src/app.ts": APP, "src/other.ts": APP.replaceAll("/orders", "/old") });
  rmSync(join(root, "src/other.ts"));
  const { findings } = await judged(root, ...against);
  expect(findings.map((finding) => finding.slice(0, 40))).toEqual([
    "critical src/other.ts:1 GET /old was rem",
    "critical src/other.ts:1 DELETE /old/:id ",
  ]);
});

test("terminal and Markdown show what breaks, and what becomes of the data", async () => {
  const root = committed({ "openapi.yaml": SPEC });
  write(root, {
    "openapi.yaml": SPEC.replace(/ {4}delete.*\n/, ""),
    "migrations/2.sql": "ALTER TABLE orders DROP COLUMN note;",
  });
  const { stdout } = await faultline(root, "review", ...against);
  expect(sectionOf(stdout, "API CONTRACT DELTA")).toMatchInlineSnapshot(`
    "API CONTRACT DELTA
      1 breaking in 1 contract, compared with HEAD.
      Δ breaking: DELETE /orders was removed. Clients that call it get 404 or 405.
        (openapi.yaml:4)
        → Keep it, marked \`deprecated: true\`, until no client calls it; or serve the
          new form below a new version.
      Δ data: orders.note was dropped; can't be taken back. (migrations/2.sql:1)"
  `);
  const markdown = await faultline(root, "review", ...against, "--format", "markdown");
  expect(sectionOf(markdown.stdout, "### API contract delta")).toMatchInlineSnapshot(`
    "### API contract delta

    1 breaking in 1 contract, compared with HEAD.

    - breaking: DELETE /orders was removed. Clients that call it get 404 or 405. (\`openapi.yaml:4\`) → Keep it, marked \`deprecated: true\`, until no client calls it; or serve the new form below a new version.
    - data: orders.note was dropped; can't be taken back. (\`migrations/2.sql:1\`)"
  `);
});

function sectionOf(text: string, title: string): string {
  const from = text.indexOf(title);
  const end = /\n\n(?=[A-Z#])/.exec(text.slice(from + title.length + 2));
  return text.slice(from, from + title.length + 2 + (end?.index ?? 0));
}

test.each(["nope", "--upload-pack=x", "HEAD:openapi.yaml", ""])(
  "--base %j is refused in one line",
  async (ref) => {
    const root = committed({ "openapi.yaml": SPEC });
    const { exitCode, stderr, stdout } = await faultline(root, "review", `--base=${ref}`);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(/^faultline: --base [^\n]*is no commit of this repository\.[^\n]+\n$/);
  },
);
