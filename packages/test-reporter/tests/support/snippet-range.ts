import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { SourceRange } from "@faultline/contract";
import { fixturePath } from "./run-fixture.js";

/** Where `snippet` stands in a file of a fixture; it must stand there once. */
export async function snippetRange(
  fixture: string,
  file: string,
  snippet: string,
): Promise<SourceRange> {
  const text = await readFile(join(fixturePath(fixture), file), "utf8");
  const start = text.indexOf(snippet);
  if (start === -1) throw new Error(`${file} has no ${snippet}`);
  const [line, column] = positionOf(text, start);
  const [endLine, endColumn] = positionOf(text, start + snippet.length);
  return { line, column, endLine, endColumn };
}

function positionOf(text: string, offset: number): readonly [line: number, column: number] {
  const before = text.slice(0, offset).split("\n");
  return [before.length, (before.at(-1) ?? "").length + 1];
}
