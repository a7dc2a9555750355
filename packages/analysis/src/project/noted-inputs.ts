import { createHash, randomUUID } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, sep } from "node:path";

/** What results depend on besides the linted file. Paths are relative to the directory the notes are for. */
export type NotedInput =
  /** `source` is code of the project that was followed, `file` any other that was read or looked for. */
  | { readonly kind: "source" | "file"; readonly path: string }
  /** Whether any source of the package below `path` matches. */
  | {
      readonly kind: "mention";
      readonly path: string;
      readonly pattern: string;
      readonly flags: string;
    };

let notes: Notes | undefined;

/** The notes for a directory; from now on, what is noted is noted there. */
export function notesFor(directory: string): Notes {
  if (notes?.directory !== directory) notes = new Notes(directory);
  return notes;
}

/** Notes that facts come from another file of the project. Does nothing until somebody asks for notes. */
export function noteProvider(path: string): void {
  notes?.add({ kind: "source", path });
}

/** Notes a file that decides how code is read, such as a `package.json`, whether it is there or not. */
export function noteFile(path: string): void {
  notes?.add({ kind: "file", path });
}

/** Notes that it was asked whether any source below `root` matches. */
export function noteMention(root: string, { source, flags }: RegExp): void {
  notes?.add({ kind: "mention", path: root, pattern: source, flags });
}

/**
 * Notes kept from run to run below `node_modules/.cache/faultline`, a small file each: written under
 * another name and renamed, so that threads and processes may write at once. Where there is no
 * `node_modules`, or it can't be written, nothing is noted. Nothing here throws.
 */
export class Notes {
  readonly directory: string;
  readonly #folder: string | undefined;
  readonly #added = new Set<string>();
  readonly #read = new Map<string, NotedInput | undefined>();

  constructor(directory: string) {
    this.directory = directory;
    const home = nearestNodeModules(directory);
    const key = home === undefined ? "" : digest(relative(home, directory));
    this.#folder = home && join(home, ".cache", "faultline", `inputs-${key}`);
  }

  add(input: NotedInput): void {
    const text = JSON.stringify(input);
    if (this.#folder === undefined || this.#added.has(text)) return;
    this.#added.add(text);
    const path = relative(this.directory, input.path).split(sep).join("/");
    const content = JSON.stringify({ ...input, path });
    const file = join(this.#folder, `${digest(content)}.json`);
    try {
      if (!existsSync(file)) write(file, content);
    } catch {
      // A note is lost, so what was cached on the strength of all notes must not be used again.
      this.#forget(this.#folder);
    }
  }

  /** All that was noted, and the name of this collection of notes: one that was lost and begun again has another. */
  all(): { readonly id: string; readonly inputs: readonly NotedInput[] } | undefined {
    if (this.#folder === undefined) return undefined;
    try {
      const id = this.#identify(this.#folder);
      for (const name of readdirSync(this.#folder)) {
        if (name.endsWith(".json") && !this.#read.has(name))
          this.#read.set(name, parse(readFileSync(join(this.#folder, name), "utf8")));
      }
      return { id, inputs: [...this.#read.values()].filter((input) => input !== undefined) };
    } catch {
      // Nobody may write here, so there is nothing to read either.
      return undefined;
    }
  }

  #identify(folder: string): string {
    const file = join(folder, "id");
    if (!existsSync(file)) {
      this.#added.clear();
      this.#read.clear();
      mkdirSync(folder, { recursive: true });
      write(file, randomUUID());
    }
    return readFileSync(file, "utf8");
  }

  #forget(folder: string): void {
    try {
      rmSync(join(folder, "id"), { force: true });
    } catch {
      // The folder can't be written at all, so ESLint's own cache beside it hardly can.
    }
  }
}

function nearestNodeModules(directory: string): string | undefined {
  for (let current = directory; ; current = dirname(current)) {
    const candidate = join(current, "node_modules");
    if (existsSync(candidate)) return candidate;
    if (dirname(current) === current) return undefined;
  }
}

function write(file: string, content: string): void {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, content);
  renameSync(draft, file);
}

/** Undefined for anything that is not a note: the folder is anyone's to write to. */
function parse(text: string): NotedInput | undefined {
  const note: unknown = JSON.parse(text);
  if (typeof note !== "object" || note === null || !("kind" in note) || !("path" in note))
    return undefined;
  const { kind, path } = note;
  if (typeof path !== "string") return undefined;
  if (kind === "source" || kind === "file") return { kind, path };
  if (kind !== "mention" || !("pattern" in note) || !("flags" in note)) return undefined;
  const { pattern, flags } = note;
  return typeof pattern === "string" && typeof flags === "string"
    ? { kind, path, pattern, flags }
    : undefined;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
