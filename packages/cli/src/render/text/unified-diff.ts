/** Lines of the old text, from `line` (counted from 1) on, and what stands there afterwards. */
export interface LineReplacement {
  readonly line: number;
  /** How many lines go; none where text is only inserted before `line`. */
  readonly count: number;
  readonly lines: readonly string[];
}

interface Hunk {
  readonly oldStart: number;
  readonly oldCount: number;
  readonly body: string[];
}

/** What a unified diff of one file changes; undefined for a text that is none, or that speaks of several files. */
export function replacementsOf(diff: string): readonly LineReplacement[] | undefined {
  const hunks = hunksOf(diff);
  if (hunks === undefined || hunks.length === 0) return undefined;
  const replacements = hunks.map(replacementOf);
  return replacements.every((replacement) => replacement !== undefined) ? replacements : undefined;
}

function hunksOf(diff: string): readonly Hunk[] | undefined {
  const hunks: Hunk[] = [];
  let files = 0;
  for (const line of diff.replace(/\n$/, "").split("\n")) {
    const header = /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,\d+)? @@/.exec(line);
    const hunk = hunks.at(-1);
    if (header) {
      hunks.push({ oldStart: Number(header[1]), oldCount: Number(header[2] ?? 1), body: [] });
    } else if (line.startsWith("--- ") && !isOpen(hunk)) {
      files += 1;
    } else if (hunk && isOpen(hunk, line)) {
      hunk.body.push(line);
    }
  }
  return files > 1 ? undefined : hunks;
}

/** True while a hunk has not had all the lines its header counts; insertions follow the last. */
function isOpen(hunk: Hunk | undefined, line = ""): boolean {
  if (hunk === undefined) return false;
  const taken = hunk.body.filter((known) => known.startsWith("-") || known.startsWith(" ")).length;
  return taken < hunk.oldCount || line.startsWith("+");
}

/** The whole hunk, context and all: it then stands where it says, whatever tool applies it. */
function replacementOf({ oldStart, oldCount, body }: Hunk): LineReplacement | undefined {
  const old = body.filter((line) => line.startsWith("-") || line.startsWith(" "));
  if (old.length !== oldCount) return undefined;
  const lines = body
    .filter((line) => line.startsWith("+") || line.startsWith(" "))
    .map((line) => line.slice(1));
  // A hunk that takes nothing away names the line it comes after.
  return { line: oldCount === 0 ? oldStart + 1 : oldStart, count: oldCount, lines };
}
