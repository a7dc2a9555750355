import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { arch, cpus, platform, totalmem } from "node:os";
import process from "node:process";
import { table } from "./written-page.mjs";

const { resolve } = createRequire(import.meta.url);

/** @typedef {{ title: string, files: number, costs: Map<string, import("./bench-run.mjs").Cost> }} BenchRow */

/**
 * @param {readonly [BenchRow, ...BenchRow[]]} rows the real files first
 * @param {{ runs: number, peers: Readonly<Record<string, string>> }} options
 * @returns {string} Markdown
 */
export function performancePage(rows, { runs, peers }) {
  return `<!-- Written by \`npm run bench\`. -->

# Performance: what the rules cost

CPU time in user mode of a whole ESLint process, with typescript-eslint's parser and no rules, with Faultline's \`recommended\` rules, and
with all of them (\`strict\`). Medians of ${String(runs)} runs that take turns, each in a process of its own, without a cache. What the rules add is
set against reading and walking the files. Peak memory is that of the process.

${costTable(rows)}

"Real files" are drawn by chance from the shipped sources of the pinned projects (\`tools/measure/pinned.json\`); the "largest project" is
all of those of langfuse. The generated projects are services that use each other's clients and repositories: as many files, as
much time.

${peerSection(rows[0], peers)}
## The machine

${machine()}

## Repeat it

\`\`\`sh
npm run build
npm run bench -- --peers   # installs the peers into the cache, not here
\`\`\`
`;
}

function costTable(rows) {
  const heads = [
    "Files",
    "Number",
    "No rules",
    "`recommended`",
    "`strict`",
    "`strict`, per file",
    "Peak memory, none → `strict`",
  ];
  const lines = rows.map(({ title, files, costs }) => {
    const none = costs.get("none");
    const strict = costs.get("strict");
    const added = (name) => costs.get(name).userMs - none.userMs;
    return [
      title,
      files,
      seconds(none.userMs),
      `+${share(added("recommended"), none.userMs)}`,
      `+${share(added("strict"), none.userMs)}`,
      `+${(added("strict") / files).toFixed(2)} ms`,
      `${none.rssMb.toFixed(0)} MB → ${strict.rssMb.toFixed(0)} MB`,
    ];
  });
  return table(heads, lines);
}

function peerSection({ files, costs }, peers) {
  const none = costs.get("none");
  const names = [...costs.keys()].filter((name) => name !== "none");
  if (names.length < 2) return "";
  const lines = names.map((name) => {
    const { userMs, rssMb, stopped } = costs.get(name);
    const version = peers[name] === undefined ? "" : ` ${peers[name]}`;
    const isOurs = name === "recommended" || name === "strict";
    const title = isOurs ? `Faultline, \`${name}\`` : `\`${name}\`${version}`;
    return [
      title,
      seconds(userMs),
      share(userMs - none.userMs, none.userMs),
      `${rssMb.toFixed(0)} MB`,
      stopped,
    ];
  });
  return `## Beside other plugins

The same ${String(files)} real files, each plugin alone with the configuration it recommends.

${table(["Plugin", "User time", "Added", "Peak memory", "Files it failed on"], lines)}
`;
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(2)} s`;
}

function share(added, base) {
  return `${((100 * added) / base).toFixed(0)} %`;
}

function machine() {
  const processors = cpus();
  const versions = ["eslint", "@typescript-eslint/parser", "typescript"].map(
    (name) => `${name} ${versionOf(name)}`,
  );
  return `${String(processors.length)} processors (${processors[0]?.model.trim() ?? "unknown"}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB of memory,
${platform()} ${arch()}, Node ${process.versions.node}, ${versions.join(", ")}.`;
}

function versionOf(name) {
  return JSON.parse(readFileSync(resolve(`${name}/package.json`), "utf8")).version;
}
