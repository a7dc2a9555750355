// `npm run generate [-- --check]`: writes every generated file, or lists those that are out of date.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { generateDocs } from "./generate-docs.mjs";
import { generateIndexes } from "./generate-indexes.mjs";
import { generateSchemas } from "./generate-schemas.mjs";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
const handle = values.check ? report : write;
handle(stale(generateSchemas(ROOT)));
handle(stale(generateIndexes(ROOT)));
// The pages are made from what the indexes list, so they come last.
handle(stale(await generateDocs(ROOT)));

function stale(files) {
  return [...files].filter(([path, content]) => read(join(ROOT, path)) !== content);
}

function report(files) {
  for (const [path] of files) console.log(`${path} is out of date; run npm run generate`);
  if (files.length > 0) process.exitCode = 1;
}

function write(files) {
  for (const [path, content] of files) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), content);
    console.log(`wrote ${path}`);
  }
}

function read(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
