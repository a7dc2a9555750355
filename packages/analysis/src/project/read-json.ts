import { readFileSync, statSync } from "node:fs";
import { noteFile } from "./noted-inputs.js";

interface Entry {
  readonly stamp: string;
  readonly content: unknown;
}

const cache = new Map<string, Entry>();

/** A version of a file on disk; undefined when it is not a file. */
export function stampOf(path: string): string | undefined {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat?.isFile() ? `${String(stat.mtimeMs)}:${String(stat.size)}` : undefined;
  } catch {
    // A link that leads to itself, or a folder that may not be entered.
    return undefined;
  }
}

/**
 * The content of a JSON file, comments and trailing commas allowed as in `tsconfig.json`; undefined
 * when it is missing or broken: whoever owns it will hear of that from its own tool. Read once per
 * version of it on disk.
 */
export function readJson(path: string): unknown {
  noteFile(path);
  const stamp = stampOf(path);
  if (stamp === undefined) return undefined;
  const known = cache.get(path);
  if (known?.stamp === stamp) return known.content;
  const content = parse(path);
  cache.set(path, { stamp, content });
  return content;
}

/** A property of a JSON object; undefined for anything else. */
export function field(content: unknown, name: string): unknown {
  return isRecord(content) ? content[name] : undefined;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The strings of a JSON list; none for anything else. */
export function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function parse(path: string): unknown {
  try {
    const text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
    try {
      return JSON.parse(text);
    } catch {
      return JSON.parse(withoutComments(text));
    }
  } catch {
    return undefined;
  }
}

/** Strings are matched first, so that `"//"` inside one is no comment. */
function withoutComments(text: string): string {
  return text
    .replaceAll(/("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, "$1")
    .replaceAll(/("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g, "$1");
}
