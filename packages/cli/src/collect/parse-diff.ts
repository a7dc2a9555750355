/** Lines that a change put in the place of others. Lines count from 1. */
export interface Hunk {
  /** The first line of what was taken out; where nothing was, the line after which it is missing. */
  readonly oldStart: number;
  readonly removed: readonly string[];
  /** The first line of what was put in; where nothing was, the line after which it is missing. */
  readonly newStart: number;
  readonly added: readonly string[];
}

/** How one file differs from what it was. */
export interface FileDiff {
  /** Its name before; undefined for a file that is new. */
  readonly was: string | undefined;
  /** Its name now; undefined for a file that is gone. */
  readonly file: string | undefined;
  readonly hunks: readonly Hunk[];
}

const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/** Reads what `git diff --unified=0 -z` prints, with `a/` and `b/` before the names. */
export function parseDiff(text: string): readonly FileDiff[] {
  const lines = text.split("\n");
  const diffs: FileDiff[] = [];
  let at = 0;
  while (at < lines.length) {
    if (!lines[at]?.startsWith("diff --git ")) {
      at++;
      continue;
    }
    const { diff, next } = readFile(lines, at + 1);
    if (diff) diffs.push(diff);
    at = next;
  }
  return diffs;
}

function readFile(
  lines: readonly string[],
  start: number,
): { readonly diff?: FileDiff; readonly next: number } {
  const names: { was?: string | undefined; file?: string | undefined } = {};
  const hunks: Hunk[] = [];
  let at = start;
  for (; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (line.startsWith("diff --git ")) break;
    if (line.startsWith("rename from ")) names.was = line.slice("rename from ".length);
    else if (line.startsWith("rename to ")) names.file = line.slice("rename to ".length);
    else if (line.startsWith("--- ")) names.was = nameIn(line);
    else if (line.startsWith("+++ ")) names.file = nameIn(line);
    else {
      const hunk = readHunk(lines, at);
      if (!hunk) continue;
      hunks.push(hunk.hunk);
      // The loop goes on to the line after the last one of the hunk.
      at = hunk.next - 1;
    }
  }
  const { was, file } = names;
  // Without names there is nothing but a mode, a binary file or a submodule.
  const isNamed = was !== undefined || file !== undefined;
  return isNamed ? { diff: { was, file, hunks }, next: at } : { next: at };
}

/** `--- a/src/main.ts`; git ends a name that has spaces in it with a tab. */
function nameIn(line: string): string | undefined {
  const name = line.slice(4).replace(/\t$/, "");
  return name === "/dev/null" ? undefined : name.slice(2);
}

function readHunk(
  lines: readonly string[],
  at: number,
): { readonly hunk: Hunk; readonly next: number } | undefined {
  const [, oldStart, oldCount = "1", newStart, newCount = "1"] = HUNK.exec(lines[at] ?? "") ?? [];
  if (oldStart === undefined || newStart === undefined) return undefined;
  const removed: string[] = [];
  const added: string[] = [];
  let next = at + 1;
  // Counted, because a line that was added may look like a header itself.
  while (removed.length < Number(oldCount) || added.length < Number(newCount)) {
    const line = lines[next];
    if (line === undefined) break;
    if (line.startsWith("-")) removed.push(line.slice(1));
    else if (line.startsWith("+")) added.push(line.slice(1));
    else if (!line.startsWith("\\")) break;
    next++;
  }
  return {
    hunk: { oldStart: Number(oldStart), removed, newStart: Number(newStart), added },
    next,
  };
}
