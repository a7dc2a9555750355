import { clip, plainLines } from "../text/escape.js";

const LONGEST_TEXT = 4_000;

/**
 * Data with every string made safe to look at: no control characters, nothing that reorders or
 * hides text, and no more of it than anyone reads. Keys stay, and so does everything else.
 */
export function cleanText<T>(value: T): T {
  // Sound: strings stay strings and every other value keeps its shape.
  return cleaned(value) as T;
}

function cleaned(value: unknown): unknown {
  if (typeof value === "string") return plainLines(clip(value, LONGEST_TEXT)).join("\n");
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cleaned(inner)]));
}
