import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { field, isRecord, readJson, stampOf, strings } from "./read-json.js";
import { PerRound } from "./round.js";
import { sourceFileAt } from "./source-file.js";

/** The folder of each package of a workspace, by the package's name. */
const workspaces = new PerRound<string, ReadonlyMap<string, string>>();
const globs = new PerRound<string, readonly string[]>();
const roots = new PerRound<string, string | undefined>();

/**
 * The source file that an import of another package of the same workspace means. It needs no
 * `node_modules`, and looks for sources where the package's entry is what its build makes.
 */
export function workspaceSource(importer: string, specifier: string): string | undefined {
  const [, name = "", rest = ""] = /^((?:@[^/]+\/)?[^/]+)(?:\/(.*))?$/.exec(specifier) ?? [];
  if (name === "") return undefined;
  for (let directory = dirname(importer); ; directory = dirname(directory)) {
    const folder = foldersAt(directory).get(name);
    if (folder !== undefined) return entryOf(folder, rest === "" ? "." : `./${rest}`);
    if (dirname(directory) === directory) return undefined;
  }
}

/** The outermost folder whose workspace a file's package belongs to; undefined outside of any. */
export function workspaceRoot(path: string): string | undefined {
  const folder = dirname(path);
  return roots.get(folder, () => outermostRoot(folder));
}

/** The folders of a workspace's packages; its root alone where it has none. */
export function packageFolders(root: string): readonly string[] {
  return [root, ...foldersAt(root).values()];
}

function outermostRoot(folder: string): string | undefined {
  let root: string | undefined;
  for (let directory = folder; ; directory = dirname(directory)) {
    if (globsAt(directory).length > 0) root = directory;
    if (dirname(directory) === directory) return root;
  }
}

/** The file behind a subpath import of a package's own: `#db` (nodejs.org/api/packages.html#imports). */
export function ownImportSource(importer: string, specifier: string): string | undefined {
  for (let directory = dirname(importer); ; directory = dirname(directory)) {
    const manifest = readJson(join(directory, "package.json"));
    if (manifest !== undefined) {
      const targets = targetsOf(field(manifest, "imports"), specifier);
      return firstSource(directory, targets);
    }
    if (dirname(directory) === directory) return undefined;
  }
}

/** The file that a package's `exports` or `main` leads to, as its source. */
function entryOf(folder: string, subpath: string): string | undefined {
  const manifest = readJson(join(folder, "package.json"));
  const exported = field(manifest, "exports");
  const targets = targetsOf(
    isRecord(exported) && hasSubpaths(exported) ? exported : { ".": exported },
    subpath,
  );
  const mains =
    subpath === "."
      ? ["source", "types", "module", "main"].map((name) => field(manifest, name))
      : [];
  return (
    firstSource(folder, [...targets, ...mains.filter((main) => typeof main === "string")]) ??
    (subpath === "."
      ? firstSource(folder, ["src/index", "index", "lib/index"])
      : firstSource(folder, [subpath, join("src", subpath)]))
  );
}

function hasSubpaths(exported: Record<string, unknown>): boolean {
  return Object.keys(exported).some((key) => key.startsWith("."));
}

/** The targets of a subpath in an `exports` or `imports` map, whatever the condition. */
function targetsOf(map: unknown, subpath: string): readonly string[] {
  if (!isRecord(map)) return [];
  for (const [pattern, target] of Object.entries(map)) {
    if (pattern === subpath) return leaves(target);
    const [head = "", tail] = pattern.split("*");
    if (tail === undefined || !subpath.startsWith(head) || !subpath.endsWith(tail)) continue;
    const rest = subpath.slice(head.length, subpath.length - tail.length);
    return leaves(target).map((path) => path.replaceAll("*", rest));
  }
  return [];
}

function leaves(target: unknown): readonly string[] {
  if (typeof target === "string") return [target];
  if (Array.isArray(target)) return target.flatMap(leaves);
  return isRecord(target) ? Object.values(target).flatMap(leaves) : [];
}

const BUILT = /^(?:\.\/)?(?:dist|build|lib|out|esm|cjs|types|node)\//;

/** A built file's source: `dist/src/db.js` is `src/db.ts`, `dist/db.js` is `src/db.ts`. */
function firstSource(folder: string, targets: readonly string[]): string | undefined {
  for (const target of targets) {
    const plain = target.replace(/\.d\.([cm]?)ts$/, ".$1js");
    const inner = plain.replace(BUILT, "");
    const candidates =
      inner === plain ? [plain] : [inner, join("src", inner), join("lib", inner), plain];
    for (const candidate of candidates) {
      const file = sourceFileAt(join(folder, candidate));
      if (file !== undefined && !file.includes("/node_modules/")) return file;
    }
  }
  return undefined;
}

/** The packages of the workspace whose root is `directory`. */
function foldersAt(directory: string): ReadonlyMap<string, string> {
  return workspaces.get(directory, () => packagesBelow(directory));
}

function packagesBelow(directory: string): ReadonlyMap<string, string> {
  const own = field(readJson(join(directory, "package.json")), "name");
  const folders = new Map<string, string>();
  if (typeof own === "string") folders.set(own, directory);
  for (const folder of globsAt(directory).flatMap((glob) => expand(directory, glob))) {
    const name = field(readJson(join(folder, "package.json")), "name");
    if (typeof name === "string") folders.set(name, folder);
  }
  return folders;
}

/** The globs of `package.json` (npm, yarn, bun) or `pnpm-workspace.yaml`, whose list needs no YAML parser. */
function globsAt(directory: string): readonly string[] {
  return globs.get(directory, () => readGlobs(directory));
}

function readGlobs(directory: string): readonly string[] {
  const declared = field(readJson(join(directory, "package.json")), "workspaces");
  const listed = Array.isArray(declared) ? strings(declared) : strings(field(declared, "packages"));
  const pnpm = join(directory, "pnpm-workspace.yaml");
  if (stampOf(pnpm) === undefined) return listed;
  const text = readFileSync(pnpm, "utf8");
  const block = /^packages:\s*\n((?:[ \t]*(?:-[^\n]*|#[^\n]*)?\n?)*)/m.exec(text)?.[1] ?? "";
  const items = [...block.matchAll(/^[ \t]*-[ \t]*["']?([^"'\n#]+?)["']?[ \t]*$/gm)].map(
    ([, item = ""]) => item,
  );
  return [...listed, ...items];
}

/** The folders that a glob of a workspace means; `**` goes three levels down. */
function expand(directory: string, glob: string): readonly string[] {
  if (glob.startsWith("!")) return [];
  const parts = glob.replace(/^\.\//, "").split("/").filter(Boolean);
  return parts.reduce<readonly string[]>(
    (folders, part) => folders.flatMap((folder) => step(folder, part)),
    [directory],
  );
}

function step(folder: string, part: string): readonly string[] {
  if (part === "**") return [folder, ...below(folder, 3)];
  if (!part.includes("*")) return isFolder(join(folder, part)) ? [join(folder, part)] : [];
  const pattern = new RegExp(
    `^${part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll("*", ".*")}$`,
  );
  return childFolders(folder)
    .filter((name) => pattern.test(name))
    .map((name) => join(folder, name));
}

function below(folder: string, levels: number): readonly string[] {
  if (levels === 0) return [];
  return childFolders(folder)
    .map((name) => join(folder, name))
    .flatMap((child) => [child, ...below(child, levels - 1)]);
}

function childFolders(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter(
        (entry) =>
          entry.isDirectory() && entry.name !== "node_modules" && !entry.name.startsWith("."),
      )
      .map(({ name }) => name);
  } catch {
    // A folder that can't be listed holds no package that could be read.
    return [];
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
