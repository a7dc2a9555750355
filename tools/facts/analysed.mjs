import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const { analyseSource } = await import(
  pathToFileURL(join(ROOT, "packages/analysis/dist/index.js")).href
);

/**
 * What the analysis says of each snippet of a case, in a package that depends on the case's versions.
 * @param {{ name: string, packages: Record<string, string>, snippets: Record<string, object> }} one
 */
export function analysed({ name, packages, snippets }) {
  const folder = mkdtempSync(join(tmpdir(), "faultline-facts-"));
  mkdirSync(join(folder, "src"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ dependencies: packages }));
  const rows = Object.entries(snippets).map(([title, { code, isLong = false }]) => ({
    library: name,
    versions: Object.entries(packages).map((pair) => pair.join("@")),
    title,
    isLong,
    ...verdict(code, join(folder, "src/snippet.mjs")),
  }));
  rmSync(folder, { recursive: true });
  return rows;
}

function verdict(code, path) {
  const analysis = analyseSource("src/snippet.mjs", code, path);
  const facts = (analysis.sites ?? []).flatMap(({ mechanisms }) =>
    [mechanisms.timeout, mechanisms["effective-timeout"]].filter((fact) => fact !== undefined),
  );
  const found = ["absent", "present", "unknown"]
    .map((state) => facts.find((fact) => fact.state === state))
    .find(Boolean);
  return found ? { says: found.state, detail: found.detail } : { says: "nothing", detail: "" };
}
