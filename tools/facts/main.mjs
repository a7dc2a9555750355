// `npm run facts`: what libraries do when nobody answers, beside what the analysis says of the same code.
// `-- --check` only looks at the cases, without network; `-- --only axios,pg` runs some of them.
import { readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { format, resolveConfig } from "prettier";
import { analysed } from "./analysed.mjs";
import { factsPage } from "./facts-page.mjs";
import { install } from "./install-case.mjs";
import { disagreement } from "./disagreement.mjs";
import { runAll } from "./run-cases.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = dirname(dirname(HERE));

const PAGE = join(ROOT, "docs/library-facts.md");

const { values } = parseArgs({
  options: { check: { type: "boolean", default: false }, only: { type: "string" } },
});
const names = values.only?.split(",") ?? namesOfCases();
const cases = await Promise.all(names.map(readCase));
process.exitCode = values.check ? checkOffline(cases) : await checkOnline(cases);

async function formatted(markdown) {
  return format(markdown, { ...(await resolveConfig(PAGE)), filepath: PAGE });
}

function namesOfCases() {
  return readdirSync(join(HERE, "cases"))
    .filter((name) => name.endsWith(".mjs"))
    .map((name) => name.replace(/\.mjs$/, ""));
}

async function readCase(name) {
  const { default: content } = await import(pathToFileURL(join(HERE, "cases", `${name}.mjs`)).href);
  return { name, ...content };
}

/** Each snippet must be code of which the analysis says something. */
function checkOffline(cases) {
  const silent = cases.flatMap((one) =>
    analysed(one).filter(({ says }) => says === "nothing" && !one.isUnknownLibrary),
  );
  for (const { library, title } of silent)
    console.log(`${library}, ${title}: the analysis sees no site with a time limit`);
  return silent.length > 0 ? 1 : 0;
}

async function checkOnline(cases) {
  const places = [];
  for (const one of cases) places.push({ ...one, folder: await install(one) });
  const observed = await runAll(places);
  const rows = places.flatMap((one) =>
    analysed(one).map((row) => ({ ...row, ...observed.get(`${one.name}/${row.title}`) })),
  );
  const wrong = rows.filter((row) => disagreement(row) !== undefined);
  for (const row of wrong) console.log(`${row.library}, ${row.title}: ${disagreement(row)}`);
  console.log(`${rows.length} snippets, ${wrong.length} disagree`);
  if (!values.only) writeFileSync(PAGE, await formatted(factsPage(rows)));
  return wrong.length > 0 ? 1 : 0;
}
