import { analyseSource, type SourceAnalysis } from "@faultline/analysis";
import type { Fact, FaultSite } from "@faultline/contract";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** The sites of a source, one a line, each followed by what is known of its mechanisms. */
export function listSites(text: string, file = "src/sample.ts", path?: string): string {
  return sitesOf(analyseSource(file, text, path))
    .map(drawn)
    .join("\n");
}

/** The same without the facts: `4:9 outbound-call axios/get [load] GET /entries`. */
export function outline(text: string, file?: string): string[] {
  return sitesOf(analyseSource(file ?? "src/sample.ts", text)).map(headline);
}

/** What is known of one mechanism, wherever a site has it: `absent: there is no pause`. */
export function factsOf(mechanism: string, text: string, file?: string): string[] {
  return sitesOf(analyseSource(file ?? "src/sample.ts", text)).flatMap((site) => {
    const fact = new Map<string, Fact>(Object.entries(site.mechanisms)).get(mechanism);
    return fact ? [`${fact.state}: ${fact.detail}`] : [];
  });
}

/** A folder of files, there for the length of a test. */
export function project(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "faultline-"));
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true });
  });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

/** The outline of one file of a project; the others are there to be imported. */
export function outlineOf(file: string, files: Readonly<Record<string, string>>): string[] {
  const path = join(project(files), file);
  return sitesOf(analyseSource(file, files[file] ?? "", path)).map(headline);
}

export function sitesOf(analysis: SourceAnalysis): readonly FaultSite[] {
  if (!analysis.ok)
    throw new Error(`${analysis.problem.message} at line ${String(analysis.problem.line)}`);
  return analysis.sites;
}

function drawn(site: FaultSite): string {
  const facts = Object.entries<Fact>(site.mechanisms).map(
    ([name, { state, detail }]) => `    ${name}: ${state}, ${detail}\n`,
  );
  return `${headline(site)}\n${facts.join("")}`;
}

function headline({
  location,
  kind,
  library,
  operation,
  function: path,
  target = "",
}: FaultSite): string {
  const place = `${String(location.line)}:${String(location.column)}`;
  return `${place} ${kind} ${library}/${operation} [${path}] ${target}`.trimEnd();
}
