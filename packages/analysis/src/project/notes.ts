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
import type { NotedInput } from "./noted-inputs.js";

/** A note, with what its input was like when that was last worked out. */
export interface NotedState {
  readonly input: NotedInput;
  readonly stamp?: string;
  readonly digest?: string;
}

/** All notes by name, and the name of the collection: one that was lost and begun again has another. */
export interface Noted {
  readonly id: string;
  readonly states: ReadonlyMap<string, NotedState>;
}

const ID = "id";
/** The notes in one file with their states, so that a run need not read a thousand files again. */
const SUMMARY = "summary";

/**
 * Notes kept from run to run below `node_modules/.cache/faultline`, a small file each: written under
 * another name and renamed, so that threads and processes may write at once. Where there is no
 * `node_modules`, or it can't be written, nothing is noted. Nothing here throws.
 */
export class Notes {
  readonly directory: string;
  readonly #folder: string | undefined;
  readonly #added = new Set<string>();
  #states: ReadonlyMap<string, NotedState> | undefined;

  constructor(directory: string) {
    this.directory = directory;
    const home = nearestNodeModules(directory);
    const key = home === undefined ? "" : digest(relative(home, directory));
    this.#folder = home && join(home, ".cache", "faultline", `inputs-${key}`);
  }

  add(input: NotedInput): void {
    const key = JSON.stringify(input);
    if (this.#folder === undefined || this.#added.has(key)) return;
    this.#added.add(key);
    const path = relative(this.directory, input.path).split(sep).join("/");
    const content = JSON.stringify({ ...input, path });
    const file = join(this.#folder, `${digest(content)}.json`);
    try {
      if (!existsSync(file)) write(file, content);
    } catch {
      // A note is lost, so nothing that was cached on the strength of all notes may be used again.
      this.#forget(this.#folder);
    }
  }

  all(): Noted | undefined {
    if (this.#folder === undefined) return undefined;
    try {
      const id = this.#identify(this.#folder);
      const known = this.#states ?? readSummary(this.#folder);
      const names = readdirSync(this.#folder).filter((name) => name.endsWith(".json"));
      const states = names.flatMap((name) => {
        const state = known.get(name) ?? readNote(join(this.#folder ?? "", name));
        return state ? [[name, state] as const] : [];
      });
      return { id, states: new Map(states) };
    } catch {
      // Nobody may write here, so there is nothing to read either.
      return undefined;
    }
  }

  /** Keeps what was worked out, for later runs. */
  keep(states: ReadonlyMap<string, NotedState>): void {
    this.#states = states;
    if (this.#folder === undefined) return;
    try {
      write(join(this.#folder, SUMMARY), JSON.stringify(Object.fromEntries(states)));
    } catch {
      // It is worked out again the next time.
    }
  }

  #identify(folder: string): string {
    const file = join(folder, ID);
    if (!existsSync(file)) {
      this.#added.clear();
      this.#states = undefined;
      mkdirSync(folder, { recursive: true });
      write(file, randomUUID());
    }
    return readFileSync(file, "utf8");
  }

  #forget(folder: string): void {
    try {
      rmSync(join(folder, ID), { force: true });
    } catch {
      // The folder can't be written at all, and then ESLint's own cache beside it hardly can.
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

function readNote(file: string): NotedState | undefined {
  const input = inputIn(JSON.parse(readFileSync(file, "utf8")));
  return input && { input };
}

function readSummary(folder: string): ReadonlyMap<string, NotedState> {
  const file = join(folder, SUMMARY);
  const summary: unknown = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const states = new Map<string, NotedState>();
  for (const [name, state] of Object.entries(fieldsOf(summary))) {
    const read = stateIn(state);
    if (read) states.set(name, read);
  }
  return states;
}

function stateIn(state: unknown): NotedState | undefined {
  const { input: noted, stamp, digest: value } = fieldsOf(state);
  const input = inputIn(noted);
  if (!input) return undefined;
  return typeof stamp === "string" && typeof value === "string"
    ? { input, stamp, digest: value }
    : { input };
}

/** Undefined for anything that is not a note: the folder is anyone's to write to. */
function inputIn(note: unknown): NotedInput | undefined {
  const { kind, path, pattern, flags } = fieldsOf(note);
  if (typeof path !== "string") return undefined;
  if (kind === "source" || kind === "file") return { kind, path };
  return kind === "mention" && typeof pattern === "string" && typeof flags === "string"
    ? { kind, path, pattern, flags }
    : undefined;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
