import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { nearestManifest } from "./package-facts.js";
import { stampOf } from "./read-json.js";
import { PerRound } from "./round.js";
import { listSourceFiles } from "./source-files.js";
import { workspaceRoot } from "./workspace-packages.js";

/** The texts of a folder's shipped sources by absolute path; the same object while they stay the same. */
type Texts = ReadonlyMap<string, string>;

interface Shipped {
  readonly texts: Texts;
  readonly stamps: ReadonlyMap<string, string>;
}

/** Which files of a folder are meant, relative to it. */
type List = (root: string) => readonly string[];

/** What was read of a list's files. */
class ShippedTexts {
  readonly current = new PerRound<string, Shipped>("disk");
  readonly latest = new Map<string, Shipped>();
}

const byList = new Map<List, ShippedTexts>();

/** The root of a file's workspace, or of its package where there is none. */
export function projectRoot(path: string): string | undefined {
  const nearest = nearestManifest(path);
  return workspaceRoot(path) ?? (nearest && dirname(nearest.manifest));
}

/** What is worked out of all shipped sources below a folder, once while they stay as they are; many questions read the same texts. */
export class TextAnswers<Answer> {
  readonly #answers = new WeakMap<Texts, Map<string, Answer>>();
  readonly #list: List;

  /** `list` says which files are read instead of the sources. */
  constructor(list: List = listSourceFiles) {
    this.#list = list;
  }

  get(root: string, question: string, find: (texts: Texts) => Answer): Answer {
    const { texts } = shippedBelow(root, this.#list);
    const answers = this.#answers.get(texts) ?? new Map<string, Answer>();
    this.#answers.set(texts, answers);
    const known = answers.get(question);
    if (known !== undefined) return known;
    const answer = find(texts);
    answers.set(question, answer);
    return answer;
  }
}

function shippedBelow(root: string, list: List): Shipped {
  const known = byList.get(list) ?? new ShippedTexts();
  byList.set(list, known);
  return known.current.get(root, () => {
    const shipped = readShipped(root, list, known.latest.get(root));
    known.latest.set(root, shipped);
    return shipped;
  });
}

/** Reads what has changed on disk since the last time. */
function readShipped(root: string, list: List, before: Shipped | undefined): Shipped {
  const stamps = new Map<string, string>();
  for (const file of list(root)) {
    const path = join(root, file);
    stamps.set(path, stampOf(path) ?? "");
  }
  const isSame = (path: string, stamp: string): boolean => before?.stamps.get(path) === stamp;
  const paths = [...stamps];
  if (before?.stamps.size === stamps.size && paths.every(([path, stamp]) => isSame(path, stamp)))
    return before;
  const texts = new Map(
    paths.map(([path, stamp]) => [
      path,
      (isSame(path, stamp) ? before?.texts.get(path) : undefined) ?? textOf(path),
    ]),
  );
  return { texts, stamps };
}

export function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // Listed by git and deleted since: it says nothing any more.
    return "";
  }
}
