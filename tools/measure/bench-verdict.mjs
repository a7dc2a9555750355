// What `faultline verdict` costs on a large monorepo: time and memory at two sizes, which must grow no faster than the input.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const CLI = fileURLToPath(new URL("../../packages/cli/bin/faultline.js", import.meta.url));
const FULL = { files: 10_000, findingsPerFile: 10, coverageBytes: 300 * 1024 * 1024, shards: 8 };
/** The floor on two cores, which a busy machine may miss. */
const MOST_SECONDS = 10;
const MOST_BYTES = 1024 * 1024 * 1024;

const SOURCE = Array.from(
  { length: 10 },
  (_, index) =>
    `export async function call${index}() {\n  const answer = await fetch("https://s${index}.example.com");\n  return answer.json();\n}\n`,
).join("");

/**
 * A monorepo of packages with a source every few hundred lines, its lint results, evidence and coverage.
 * @param {string} root
 * @param {number} scale share of the full size
 */
function generate(root, scale) {
  const count = Math.round(FULL.files * scale);
  const files = Array.from({ length: count }, (_, i) => `packages/p${i % 100}/src/f${i}.ts`);
  writeFileSync(
    join(root, "package.json"),
    '{ "name": "monorepo", "private": true, "workspaces": ["packages/*"] }',
  );
  for (let i = 0; i < Math.min(100, count); i++) {
    mkdirSync(join(root, `packages/p${i}/src`), { recursive: true });
    writeFileSync(join(root, `packages/p${i}/package.json`), `{ "name": "p${i}" }`);
  }
  for (const file of files) writeFileSync(join(root, file), SOURCE);
  mkdirSync(join(root, ".faultline"));
  writeFileSync(join(root, ".faultline/evidence.json"), JSON.stringify(evidenceOf(files)));
  const inputs = [];
  for (let shard = 0; shard < FULL.shards; shard++) {
    const own = files.filter((_, i) => i % FULL.shards === shard);
    const lint = `.faultline/lint-${shard}.json`;
    writeFileSync(join(root, lint), JSON.stringify(own.map((file) => lintOf(join(root, file)))));
    const coverage = `.faultline/coverage-${shard}.json`;
    writeCoverage(join(root, coverage), root, own, (FULL.coverageBytes * scale) / count);
    inputs.push("--lint", lint, "--coverage", coverage);
  }
  return inputs;
}

function lintOf(filePath) {
  const messages = Array.from({ length: FULL.findingsPerFile }, (_, i) => ({
    ruleId: "faultline/require-timeout",
    messageId: "missing",
    severity: 2,
    line: i * 4 + 2,
    column: 24,
    endLine: i * 4 + 2,
    endColumn: 29,
    message:
      "fetch never gives up by itself. A service that hangs holds this call open for ever. Pass a signal.",
  }));
  return { filePath, messages, suppressedMessages: [] };
}

function evidenceOf(files) {
  const digest = createHash("sha256").update(SOURCE).digest("hex");
  const test = {
    state: "passed",
    flaky: false,
    assertions: 1,
    databases: [],
    routes: [],
    outbound: [],
  };
  const lists = [
    "incomplete",
    "databases",
    "routes",
    "outbound",
    "errorPaths",
    "invariants",
    "concurrency",
    "vacuousTests",
  ];
  return {
    schemaVersion: 1,
    runner: { name: "vitest", version: "4.1.12" },
    folder: "",
    shards: [{ index: 1, count: 1 }],
    complete: true,
    ...Object.fromEntries(lists.map((name) => [name, []])),
    tests: { total: files.length, passed: files.length, failed: 0, skipped: 0 },
    sites: files.flatMap((file) =>
      Array.from({ length: 10 }, (_, i) => ({
        id: `${file}#outbound-call:call${i}:0`,
        rung: "executed",
        meets: "http",
        failures: { timeout: 1, refused: 1 },
        tests: [`${file} > works`],
      })),
    ),
    observed: files.map((file) => ({ name: `${file} > works`, ...test })),
    sources: files.map((file) => ({ file, digest })),
  };
}

/** As istanbul's reporter writes it: a line a file. */
function writeCoverage(path, root, files, bytesPerFile) {
  const statement = (line) => ({ start: { line, column: 2 }, end: { line, column: 60 } });
  const size = JSON.stringify(statement(10)).length + 12;
  const statements = Math.max(1, Math.floor(bytesPerFile / size));
  const statementMap = Object.fromEntries(
    Array.from({ length: statements }, (_, i) => [i, statement((i % 40) + 1)]),
  );
  const s = Object.fromEntries(Array.from({ length: statements }, (_, i) => [i, i % 7]));
  const body = JSON.stringify({ statementMap, s, fnMap: {}, f: {}, branchMap: {}, b: {} }).slice(1);
  const out = openSync(path, "w");
  files.forEach((file, i) => {
    const name = JSON.stringify(join(root, file));
    writeSync(out, `${i === 0 ? "{" : ","}${name}: {"path":${name},${body}\n`);
  });
  writeSync(out, "}\n");
  closeSync(out);
}

/** Seconds and bytes of one verdict; measured by the process itself, so that this one's own memory does not count. */
function measure(root, inputs) {
  const script = `
    process.argv = ["node", "faultline", "verdict", "--format", "json=verdict.json", ...${JSON.stringify(inputs)}];
    process.on("exit", () => console.log(JSON.stringify({ cpu: process.cpuUsage(), rss: process.resourceUsage().maxRSS * 1024, code: process.exitCode })));
    await import(${JSON.stringify(CLI)});`;
  const start = performance.now();
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    cwd: root,
    encoding: "utf8",
  });
  const seconds = (performance.now() - start) / 1000;
  const line = stdout.trim().split("\n").at(-1) ?? "";
  if (!line.startsWith("{")) throw new Error(stderr || "it printed nothing");
  const { cpu, rss, code } = JSON.parse(line);
  return { seconds, cpuSeconds: (cpu.user + cpu.system) / 1e6, rss, code, stderr };
}

function run(scale) {
  const root = mkdtempSync(join(tmpdir(), "faultline-bench-"));
  try {
    const result = measure(root, generate(root, scale));
    const { findings } = JSON.parse(readFileSync(join(root, "verdict.json"), "utf8"));
    const expected = FULL.files * FULL.findingsPerFile * scale;
    const found = findings.filter(({ check }) => check === "require-timeout").length;
    if (found !== expected)
      throw new Error(`${found} findings instead of ${expected}: ${result.stderr}`);
    const { seconds, cpuSeconds, rss, code } = result;
    console.log(
      `${FULL.files * scale} files, ${FULL.files * FULL.findingsPerFile * scale} findings: ${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s of processor), ${(rss / 1048576).toFixed(0)} MB, exit ${code}`,
    );
    return result;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const [half, full] = [run(0.5), run(1)];
const growth = full.cpuSeconds / half.cpuSeconds;
console.log(`Twice the input takes ${growth.toFixed(2)} times the processor's time.`);
const isGood = full.seconds <= MOST_SECONDS && full.rss <= MOST_BYTES && growth <= 2.5;
process.exitCode = isGood ? 0 : 1;
