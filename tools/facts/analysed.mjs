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
  const sites = (analysis.sites ?? []).map(({ mechanisms }) => mechanisms);
  const facts = sites.flatMap((site) => [site.timeout, site["effective-timeout"]].filter(Boolean));
  const found = ["absent", "present", "unknown"]
    .map((state) => facts.find((fact) => fact.state === state))
    .find(Boolean);
  if (!found) return { says: "nothing", detail: "" };
  // What a full pool does is another question, but its answer may be that a new connection is waited for without limit.
  const queue = sites.map((site) => site["pool-limits"]).find((fact) => fact?.state === "absent");
  return queue && found.state === "present"
    ? { says: "unknown", detail: queue.detail }
    : { says: found.state, detail: found.detail };
}
