import { LIBRARIES } from "./libraries.generated.js";

const IMPORTED = LIBRARIES.flatMap((library) => library.packages)
  .filter((name) => name !== "globalThis" && !name.startsWith("node:"))
  .map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
  .join("|");

const GATE = new RegExp(
  String.raw`\bcatch\b|\bfetch\b|\bconsole\b|\bprocess\b|\blisten\b|["'](?:node:)?https?["']|["'](?:${IMPORTED})["'/]`,
);

/**
 * False when a file's text shows that no recogniser could find anything in it. A miss costs a
 * traversal; most files of a real project stop here.
 */
export function mayHaveSites(text: string): boolean {
  return GATE.test(text);
}
