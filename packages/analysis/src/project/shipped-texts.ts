import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { nearestManifest } from "./package-facts.js";
import { listSourceFiles } from "./source-files.js";
import { workspaceRoot } from "./workspace-packages.js";

/** How long the texts hold, so that an editor learns of a change in another file within seconds. */
const FRESH_MS = 5_000;

interface ShippedTexts {
  /** When they were read, in milliseconds of the clock. */
  readonly readAt: number;
  /** Text by absolute path. */
  readonly byPath: ReadonlyMap<string, string>;
}

const known = new Map<string, ShippedTexts>();

/** The root of a file's workspace, or of its package where there is none. */
export function projectRoot(path: string): string | undefined {
  const nearest = nearestManifest(path);
  return workspaceRoot(path) ?? (nearest && dirname(nearest.manifest));
}

/** What is worked out of all shipped sources below a folder, once for a while; many questions read the same texts. */
export class TextAnswers<Answer> {
  readonly #freshMs: number;
  readonly #answers = new Map<string, { readonly until: number; readonly answer: Answer }>();

  /** `freshMs` is how long an answer holds, from when its texts were read. */
  constructor(freshMs: number = FRESH_MS) {
    this.#freshMs = freshMs;
  }

  get(
    root: string,
    question: string,
    find: (texts: ReadonlyMap<string, string>) => Answer,
  ): Answer {
    const key = `${root}\u0000${question}`;
    const last = this.#answers.get(key);
    if (last && last.until > Date.now()) return last.answer;
    const { readAt, byPath } = shippedTexts(root);
    const answer = find(byPath);
    this.#answers.set(key, { until: readAt + this.#freshMs, answer });
    return answer;
  }
}

function shippedTexts(root: string): ShippedTexts {
  const last = known.get(root);
  if (last && last.readAt + FRESH_MS > Date.now()) return last;
  const readAt = Date.now();
  const paths = listSourceFiles(root).map((file) => join(root, file));
  const texts = { readAt, byPath: new Map(paths.map((path) => [path, textOf(path)])) };
  known.set(root, texts);
  return texts;
}

export function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // Listed by git and deleted since: it says nothing any more.
    return "";
  }
}
