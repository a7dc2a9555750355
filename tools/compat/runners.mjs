import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { prepareProject } from "./project.mjs";

/**
 * A test runner a user may have, and what compiles their tests. `files` replace those of the fixture.
 * @typedef {{
 *   name: string,
 *   runner: "vitest" | "jest",
 *   packages: Record<string, string>,
 *   modes: readonly string[],
 *   node?: string,
 *   nodeArgs?: readonly string[],
 *   files?: Record<string, string>,
 * }} RunnerEnvironment
 */

const VITEST_MODES = ["--pool=forks", "--pool=threads", "--pool=threads --no-isolate"];
const JEST_MODES = ["--runInBand", "--maxWorkers=2"];
const SWC = { "@swc/core": "1", "@swc/jest": "0.2" };
const swcTo = (type) => [
  "@swc/jest",
  { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, module: { type } },
];
const TS_JEST = {
  transform: {
    "\\.ts$": [
      "ts-jest",
      {
        tsconfig: { module: "commonjs", target: "es2022", esModuleInterop: true },
        diagnostics: false,
      },
    ],
  },
};
const VM_MODULES = ["--experimental-vm-modules", "--no-warnings"];
const TO_ESM = { transform: { "\\.ts$": swcTo("es6") }, extensionsToTreatAsEsm: [".ts"] };
const BABEL = {
  "@babel/core": "7",
  "@babel/preset-env": "7",
  "@babel/preset-typescript": "7",
};
const BABEL_CONFIG = {
  presets: [["@babel/preset-env", { targets: { node: "20" } }], "@babel/preset-typescript"],
};

/** @type {readonly RunnerEnvironment[]} */
export const RUNNER_ENVIRONMENTS = [
  vitest("3.2", "20"),
  vitest("4.1", "20"),
  vitest("4.1", "24"),
  vitest("5.1", "22"),
  ...["29", "30"].flatMap((version) => [
    jest(version, "the compiler", { typescript: "5" }, {}),
    jest(version, "ts-jest", { typescript: "5", "ts-jest": "29" }, withJest(TS_JEST)),
    jest(version, "SWC", SWC, withJest({ transform: { "\\.ts$": swcTo("commonjs") } })),
    jest(version, "Babel", BABEL, {
      ...withJest({}),
      "babel.config.json": JSON.stringify(BABEL_CONFIG),
    }),
    { ...jest(version, "SWC, ES modules", SWC, withJest(TO_ESM)), nodeArgs: VM_MODULES },
  ]),
  { ...jest("30", "the compiler", { typescript: "5" }, {}), node: "24" },
];

/** The Nodes that they ask for, from npm. */
export const RUNNER_NODES = ["20", "22", "24"];

/** Runs the fixture in each mode of an environment; gives what differs from the snapshot, by mode. */
export async function runsOf(environment, { cache, fixture, packs, nodes, snapshot, env }) {
  const packages = { ...packs, pg: "8", ...environment.packages };
  const project = prepareProject(cache, fixture, packages);
  for (const name of ["babel.config.json"]) rmSync(join(project, name), { force: true });
  for (const [name, text] of Object.entries(environment.files ?? {}))
    writeFileSync(join(project, name), text);
  const bin = environment.runner === "jest" ? "jest/bin/jest.js" : "vitest/vitest.mjs";
  const runs = [];
  for (const mode of environment.modes) {
    const command = environment.runner === "jest" ? [] : ["run"];
    const output = await run(
      nodes[environment.node] ?? process.execPath,
      [...(environment.nodeArgs ?? []), join("node_modules", bin), ...command, ...mode.split(" ")],
      project,
      env,
    );
    const file = join(project, "run.txt");
    const recorded = existsSync(file) ? readFileSync(file, "utf8") : `no verdict\n${output}`;
    runs.push({
      title: `${titleOf(environment)} ${mode}`,
      differences: difference(snapshot, recorded),
    });
  }
  return runs;
}

/** A PostgreSQL for the fixture; the runner's processes find it in their environment. */
export async function startDatabase(root) {
  const { resolve } = createRequire(join(root, "packages/test-reporter/package.json"));
  const load = (name) => import(pathToFileURL(resolve(name)).href);
  const { PGlite } = await load("@electric-sql/pglite");
  const { PGLiteSocketServer } = await load("@electric-sql/pglite-socket");
  const server = new PGLiteSocketServer({ db: await PGlite.create(), port: 0, maxConnections: 20 });
  await server.start();
  const env = { PGPORT: server.getServerConn().split(":").at(-1), PGSSLMODE: "disable" };
  return { env, stop: () => server.stop() };
}

/** @param {RunnerEnvironment} environment */
export function titleOf({ name, node }) {
  return node === undefined ? name : `${name} (Node ${node})`;
}

function vitest(version, node) {
  const packages = { vitest: version };
  return { name: `Vitest ${version}`, runner: "vitest", packages, modes: VITEST_MODES, node };
}

function jest(version, compiler, others, files) {
  const packages = { jest: version, ...others };
  return {
    name: `Jest ${version}, ${compiler}`,
    runner: "jest",
    packages,
    modes: JEST_MODES,
    files,
  };
}

function withJest(config) {
  const own = {
    reporters: ["<rootDir>/record-jest.mjs"],
    setupFilesAfterEnv: ["<rootDir>/retry.cjs"],
  };
  return { "jest.config.json": JSON.stringify({ ...config, ...own }) };
}

function difference(expected, found) {
  const [before, after] = [expected, found].map((text) => text.split("\n"));
  return [
    ...before.filter((line) => !after.includes(line)).map((line) => `- ${line}`),
    ...after.filter((line) => !before.includes(line)).map((line) => `+ ${line}`),
  ];
}

function run(node, args, cwd, env) {
  const file = join(cwd, "run.txt");
  rmSync(file, { force: true });
  return new Promise((settle, reject) => {
    const child = spawn(node, args, {
      cwd,
      env: { ...process.env, ...env, RECORD_TO: file },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text) => (output += text));
    child.on("error", reject);
    child.on("close", () => settle(output.slice(-2000)));
  });
}
