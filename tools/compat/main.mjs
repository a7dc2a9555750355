// `npm run compat [-- --cache DIR] [--only TEXT] [--node] [--editor] [--runners]`: the plugin, packed and
// installed, in projects with other linters, parsers and Nodes than the workspace has; with `--runners` the
// reporter instead, in projects with other test runners. Needs a build and a registry.
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { checkEditor } from "./editor.mjs";
import { ENVIRONMENTS, onNode, titleOf } from "./environments.mjs";
import { expectedIn, findingsIn } from "./findings.mjs";
import { packPackages, prepareNodes, prepareProject } from "./project.mjs";
import {
  RUNNER_ENVIRONMENTS,
  RUNNER_NODES,
  runsOf,
  startDatabase,
  titleOf as titleOfRunner,
} from "./runners.mjs";

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const TESTS = join(ROOT, "packages/eslint-plugin/tests");
const SERVICE = join(TESTS, "fixtures/compat");
const NODES = ["22", "24", "26"];

const { values } = parseArgs({
  options: {
    cache: { type: "string", default: join(tmpdir(), "faultline-compat") },
    only: { type: "string", default: "" },
    node: { type: "boolean", default: false },
    editor: { type: "boolean", default: false },
    runners: { type: "boolean", default: false },
  },
});

const count = { passed: 0, failed: 0 };
const cache = resolve(values.cache);
await (values.runners ? compareRunners(cache) : compareLinters(cache));
console.log(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed === 0 ? 0 : 1;

async function compareRunners(cache) {
  const reporter = join(ROOT, "packages/test-reporter");
  const snapshot = readFileSync(join(reporter, "tests/__snapshots__/runners.txt"), "utf8");
  const environments = RUNNER_ENVIRONMENTS.filter((one) =>
    titleOfRunner(one).includes(values.only),
  );
  const nodes = prepareNodes(cache, RUNNER_NODES);
  const database = await startDatabase(ROOT);
  const context = {
    cache,
    fixture: join(reporter, "fixtures/runners"),
    packs: packPackages(ROOT, cache, ["contract", "analysis", "test-reporter"]),
    nodes,
    snapshot,
    env: database.env,
  };
  for (const environment of environments) {
    for (const { title, differences } of await runsOf(environment, context))
      print(title, differences);
  }
  await database.stop();
}

async function compareLinters(cache) {
  const golden = readFileSync(join(TESTS, "__snapshots__/compat.txt"), "utf8").trim().split("\n");
  const packs = packPackages(ROOT, cache, ["contract", "analysis", "eslint-plugin"]);
  const nodes = values.node ? prepareNodes(cache, NODES) : {};
  const environments = [...ENVIRONMENTS, ...(values.node ? onNode(NODES) : [])];
  for (const environment of environments.filter((one) => titleOf(one).includes(values.only))) {
    const differences = await compare(environment, { cache, packs, nodes, golden });
    print(titleOf(environment), differences);
  }
  if (values.editor) {
    const differences = await checkEditor(cache, SERVICE, packs, golden);
    print("editor: vscode-langservers-extracted 4, ESLint 10", differences);
  }
}

/** What is there and should not be, and the other way round; or why nothing was found at all. */
async function compare(environment, { cache, packs, nodes, golden }) {
  try {
    const project = prepareProject(cache, SERVICE, { ...packs, ...environment.packages });
    const found = await findingsIn(project, environment, nodes[environment.node]);
    const expected = expectedIn(golden, environment);
    return [
      ...expected.filter((line) => !found.includes(line)).map((line) => `- ${line}`),
      ...found.filter((line) => !expected.includes(line)).map((line) => `+ ${line}`),
    ];
  } catch (error) {
    return [String(error)];
  }
}

function print(title, differences) {
  console.log(`${differences.length === 0 ? "same   " : "DIFFERS"}  ${title}`);
  for (const line of differences) console.log(`         ${line.replaceAll("\n", "\n         ")}`);
  count[differences.length === 0 ? "passed" : "failed"] += 1;
}
