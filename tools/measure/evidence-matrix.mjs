// `npm run evidence-matrix [-- --cache DIR]`: what the evidence says of each way to meet a database in a test, for each
// library, against servers on this machine. A cell is right, unknown or WRONG; one wrong cell is exit code 1.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { execFileSync } from "node:child_process";
import { ROWS, WAYS, fileOf, folderOf, writeProjects } from "./evidence-matrix-projects.mjs";
import { CannotMeasure, measured, PLACE_OPTIONS, placesOf, ROOT } from "./measuring-place.mjs";
import { runScript } from "./run-script.mjs";
import { table, writePage } from "./written-page.mjs";

const PACKAGES = {
  "@electric-sql/pglite": "0.5.14",
  "better-sqlite3": "12.11.1",
  "drizzle-orm": "0.45.4",
  ioredis: "5.11.1",
  knex: "3.3.0",
  kysely: "0.28.19",
  mysql2: "3.24.6",
  pg: "8.23.1",
  "pg-mem": "3.0.14",
  postgres: "3.4.9",
  redis: "6.3.1",
  "reflect-metadata": "0.2.2",
  sequelize: "6.37.8",
  typeorm: "1.1.1",
  vitest: "4.1.12",
};

const { values } = parseArgs({ options: PLACE_OPTIONS });

await measured(main);

async function main() {
  const root = join(placesOf(values).cache, "evidence-matrix");
  install(root);
  writeProjects(root);
  const cells = await runTests(root);
  const rows = ROWS.map((library) => ({
    library,
    cells: WAYS.map((way) => judge(library, way, cells)),
  }));
  const all = rows.flatMap((row) => row.cells);
  await writePage("evidence-matrix.md", pageOf(rows));
  for (const { text, detail } of all)
    if (text === "WRONG" || text === "failed") console.log(detail);
  for (const kind of ["right", "unknown", "WRONG", "failed"])
    console.log(`${kind}: ${String(all.filter(({ text }) => text === kind).length)}`);
  return all.some(({ text }) => text === "WRONG" || text === "failed") ? 1 : 0;
}

/** Native modules are built for this Node, which takes minutes the first time. */
function install(root) {
  const manifest = JSON.stringify({ private: true, type: "module", dependencies: PACKAGES });
  mkdirSync(root, { recursive: true });
  if (Object.keys(PACKAGES).every((name) => existsSync(join(root, "node_modules", name)))) return;
  writeFileSync(join(root, "package.json"), manifest);
  execFileSync("npm", ["install", "--no-audit", "--no-fund"], { cwd: root, stdio: "inherit" });
}

async function runTests(root) {
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const reporter = join(ROOT, "tools/measure/evidence-matrix-reporter.mjs");
  const { output } = await runScript([vitest, "run", "--root", root, `--reporter=${reporter}`], {
    cwd: root,
  });
  const json = output.split("@@@")[1];
  if (json === undefined)
    throw new CannotMeasure(`Vitest gave no evidence:\n${output.slice(-2000)}`);
  return new Map(JSON.parse(json).map((cell) => [cell.name.split(" > ")[0], cell]));
}

/** What the evidence says of one cell, against what is so. */
function judge(library, { way, expected }, cells) {
  const cell = cells.get(`${folderOf(library.name)}/tests/${fileOf(way)}.test.ts`);
  if (cell === undefined) return { text: "–", detail: "" };
  const said = saidOf(cell);
  const detail = `${library.name}, ${way}: expected ${expected} ${library.engine}, got ${said.join(", ")} (test ${cell.state})`;
  if (cell.state !== "passed") return { text: "failed", detail };
  const told = said.filter((one) => !one.startsWith("unknown"));
  if (told.length === 0) return { text: "unknown", detail };
  return {
    text: told.every((one) => one === `${expected} ${library.engine}`) ? "right" : "WRONG",
    detail,
  };
}

/** `real postgres`: what a test was to each engine. */
function saidOf({ databases }) {
  const said = databases.flatMap((database) =>
    ["real", "emulated", "mocked", "unknown"]
      .filter((how) => database[how] > 0)
      .map((how) => `${how} ${database.engine}`),
  );
  return said.length > 0 ? said : ["unknown"];
}

function pageOf(rows) {
  const body = rows.map(({ library, cells }) => [
    library.name,
    library.engine,
    ...cells.map(({ text }) => text),
  ]);
  return `# Evidence, way by way

\`npm run evidence-matrix\` writes this page. Each cell is a test that meets a database through one library in one way, run by Vitest with the
reporter. It says whether the evidence calls it what it is: \`real\`, \`mocked\` for a mocked module, an injected fake and a spy,
\`emulated\` for a stand-in (pg-mem, or SQLite in the place of Postgres). **unknown** is no claim; **WRONG** would be a false one, and fails
the script. A dash: nothing to try. Prisma's engine and a MongoDB server are not run here, so those rows have the injected fake alone.

${table(["Library", "Engine", ...WAYS.map(({ way }) => way)], body)}
`;
}
