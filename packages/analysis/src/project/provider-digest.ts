import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { noteInto, type NotedInput } from "./noted-inputs.js";
import { Notes, type NotedState } from "./notes.js";
import { PackageStamps } from "./package-stamps.js";
import { rootMentions } from "./package-text.js";
import { significantText } from "./significant-text.js";

/** ESLint asks several times while it merges one configuration, and then not until the next run. */
const FRESH_MS = 100;

let notes: Notes | undefined;
let latest: { readonly until: number; readonly value: string } | undefined;

/**
 * A digest of everything that findings below a directory depend on besides the linted file itself:
 * the code of followed files without its comments, the files that decide how code is read, and what
 * packages mention anywhere. As a part of a linter's configuration it invalidates the linter's cache.
 * What is followed from now on counts the next time. Constant where nothing can be noted.
 */
export function projectDigest(directory: string): string {
  if (notes?.directory === directory && latest && latest.until > Date.now()) return latest.value;
  const value = digestOf(noteInputs(directory));
  latest = { until: Date.now() + FRESH_MS, value };
  return value;
}

/** From now on, what findings below a directory depend on is noted for its digest. */
export function noteInputs(directory: string): Notes {
  if (notes?.directory === directory) return notes;
  const begun = new Notes(directory);
  noteInto((input) => {
    begun.add(input);
  });
  notes = begun;
  return begun;
}

function digestOf(from: Notes): string {
  const noted = from.all();
  if (!noted) return "unrecorded";
  const packages = new PackageStamps(from.directory);
  const states = new Map<string, NotedState>();
  for (const [name, state] of noted.states)
    states.set(name, current(from.directory, state, packages));
  const isKept = [...states].every(([name, state]) => noted.states.get(name) === state);
  if (!isKept) from.keep(states);
  const lines = [...states].map(([name, { digest }]) => `${name} ${digest ?? ""}`);
  return sha256([noted.id, ...lines.toSorted()].join("\n"));
}

/** The same state when nothing has happened since it was worked out. */
function current(directory: string, state: NotedState, packages: PackageStamps): NotedState {
  const { input } = state;
  const path = join(directory, input.path);
  const stamp = input.kind === "mention" ? packages.of(path) : stampOf(path);
  if (stamp === state.stamp) return state;
  if (input.kind === "mention") return { input, stamp, digest: answerTo(path, input) };
  return { input, stamp, digest: stamp === ABSENT ? ABSENT : contentOf(path, input.kind) };
}

const ABSENT = "absent";

function stampOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile()) return ABSENT;
  // The time of the last change of any kind tells of a file put in place with an old date.
  return [stat.mtimeMs, stat.ctimeMs, stat.size].join(":");
}

function answerTo(root: string, { pattern, flags }: NotedInput & { kind: "mention" }): string {
  try {
    return String(rootMentions(root, new RegExp(pattern, flags)));
  } catch {
    // The folder is gone, or the pattern is another version's.
    return "unanswered";
  }
}

function contentOf(path: string, kind: "source" | "file"): string {
  try {
    const text = readFileSync(path, "utf8");
    return sha256(kind === "source" ? significantText(text) : text);
  } catch {
    // Gone since, or not to be read: the rules could not read it either.
    return ABSENT;
  }
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
