// Module hooks that let a script import the packages' TypeScript as it stands, without a build.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";

const PACKAGES = join(dirname(dirname(fileURLToPath(import.meta.url))), "packages");

/** Our own packages by the names they are imported under. */
const SOURCES = {
  "@faultline/contract": "contract/src/index.ts",
  "@faultline/analysis": "analysis/src/index.ts",
  "@faultline/test-reporter/checks": "test-reporter/src/checks/index.ts",
  "@faultline/test-reporter/evidence": "test-reporter/src/evidence/index.ts",
  "eslint-plugin-faultline/rules": "eslint-plugin/src/rule-catalogue.ts",
};

const OPTIONS = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
};

/** A source imports `./a.js` and means `./a.ts`. */
export function resolve(specifier, context, next) {
  const source = SOURCES[specifier];
  if (source !== undefined) return found(pathToFileURL(join(PACKAGES, source)));
  if (/^\.{1,2}\//.test(specifier) && context.parentURL?.endsWith(".ts")) {
    const url = new URL(specifier.replace(/\.js$/, ".ts"), context.parentURL);
    if (existsSync(url)) return found(url);
  }
  return next(specifier, context);
}

export async function load(url, context, next) {
  if (!url.startsWith("file:") || !url.endsWith(".ts")) return next(url, context);
  const text = await readFile(new URL(url), "utf8");
  const { outputText } = ts.transpileModule(text, { compilerOptions: OPTIONS });
  return { format: "module", source: outputText, shortCircuit: true };
}

function found(url) {
  return { url: url.href, shortCircuit: true };
}
