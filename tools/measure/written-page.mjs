import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { format } from "prettier";
import { ROOT } from "./measuring-place.mjs";

/**
 * Writes a file of this repository the way `npm run format` wants it.
 * @param {string} path
 * @param {string} text
 */
export async function writeFormatted(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, await format(text, { filepath: path, printWidth: 100 }));
  console.log(`wrote ${relative(ROOT, path)}`);
}

/**
 * @param {string} name below `docs/`
 * @param {string} markdown
 */
export async function writePage(name, markdown) {
  await writeFormatted(join(ROOT, "docs", name), markdown);
}

/**
 * @param {readonly string[]} heads
 * @param {readonly (readonly (string | number)[])[]} rows
 * @returns {string} a Markdown table
 */
export function table(heads, rows) {
  const lines = [heads, heads.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.map(cell).join(" | ")} |`).join("\n");
}

function cell(value) {
  return String(value)
    .replaceAll("|", String.raw`\|`)
    .replaceAll("\n", " ");
}

/** `part` of `whole` as a percentage with one decimal; a dash where there is no whole. */
export function percent(part, whole) {
  return whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`;
}
