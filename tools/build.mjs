// `npm run build`: the packages as TypeScript compiles them, then the HTML page that the CLI writes.
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { runNode } from "./run-step.mjs";

/**
 * Compiles the named projects, all of them by default, and bundles the page.
 * @param {string} root repository root
 * @param {readonly string[]} projects
 * @returns {Promise<{ code: number, output: string }>}
 */
export async function build(root, projects = []) {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const compiled = await runNode([tsc, "-b", ...projects], { cwd: root });
  return compiled.code === 0
    ? runNode([fileURLToPath(import.meta.url), "--page"], { cwd: root })
    : compiled;
}

/** One script and one style, both without anything that could end the element they will stand in. */
async function bundlePage(root) {
  const { build: bundle } = await import("vite");
  const page = join(root, "packages/cli/src/render/html/page");
  const result = await bundle({
    root: page,
    configFile: false,
    logLevel: "warn",
    build: {
      write: false,
      target: "es2022",
      modulePreload: false,
      cssCodeSplit: false,
      rollupOptions: { input: join(page, "main.tsx"), output: { format: "iife" } },
    },
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  });
  const files = [result].flat().flatMap(({ output }) => output);
  const script = files.find(({ type }) => type === "chunk")?.code ?? "";
  const style = String(files.find(({ fileName }) => fileName.endsWith(".css"))?.source ?? "");
  for (const [name, text] of [
    ["script", script],
    ["style", style],
  ]) {
    if (text === "" || new RegExp(`</${name}|<!--`, "i").test(text)) {
      throw new Error(`The page's ${name} can't stand in a page.`);
    }
  }
  const folder = join(root, "packages/cli/dist/page");
  mkdirSync(folder, { recursive: true });
  const licence = "/*! Contains preact, MIT licence, © 2015-present Jason Miller */";
  writeFileSync(join(folder, "page.js"), `${licence}${script.trim()}`);
  writeFileSync(join(folder, "page.css"), style.trim());
  copyFileSync(join(root, "node_modules/preact/LICENSE"), join(folder, "preact-LICENSE"));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  if (process.argv.includes("--page")) {
    await bundlePage(root);
  } else {
    const { code, output } = await build(root);
    if (output) console.log(output.trimEnd());
    process.exitCode = code;
  }
}
