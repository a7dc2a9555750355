import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { notesFor, type NotedInput } from "./noted-inputs.js";
import { rootMentions } from "./package-text.js";
import { significantText } from "./significant-text.js";

/** ESLint asks several times while it merges one configuration, and then not until the next run. */
const FRESH_MS = 100;

let latest:
  { readonly directory: string; readonly until: number; readonly value: string } | undefined;

/**
 * A digest of everything that findings below a directory depend on besides the linted file itself:
 * the code of followed files without its comments, the files that decide how code is read, and what
 * packages mention anywhere. As a part of a linter's configuration it invalidates the linter's cache.
 * What is followed from now on counts the next time. Constant where nothing can be noted.
 */
export function projectDigest(directory: string): string {
  if (latest?.directory === directory && latest.until > Date.now()) return latest.value;
  const noted = notesFor(directory).all();
  const value = noted ? digestOf(directory, noted.id, noted.inputs) : "unrecorded";
  latest = { directory, until: Date.now() + FRESH_MS, value };
  return value;
}

function digestOf(directory: string, id: string, inputs: readonly NotedInput[]): string {
  const lines = inputs.map((input) => `${JSON.stringify(input)} ${stateOf(directory, input)}`);
  return sha256([id, ...lines.toSorted()].join("\n"));
}

function stateOf(directory: string, input: NotedInput): string {
  const path = join(directory, input.path);
  if (input.kind !== "mention") return contentOf(path, input.kind);
  try {
    return String(rootMentions(path, new RegExp(input.pattern, input.flags)));
  } catch {
    // A folder that is gone, or a pattern of another version.
    return "unanswered";
  }
}

const contents = new Map<string, { readonly stamp: string; readonly digest: string }>();

function contentOf(path: string, kind: "source" | "file"): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile()) return "absent";
  const stamp = `${kind}:${String(stat.mtimeMs)}:${String(stat.size)}`;
  const known = contents.get(path);
  if (known?.stamp === stamp) return known.digest;
  const digest = read(path, kind);
  contents.set(path, { stamp, digest });
  return digest;
}

function read(path: string, kind: "source" | "file"): string {
  try {
    const text = readFileSync(path, "utf8");
    return sha256(kind === "source" ? significantText(text) : text);
  } catch {
    // Gone since, or not to be read: the rules could not read it either.
    return "absent";
  }
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
