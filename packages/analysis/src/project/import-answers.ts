import { dirname } from "node:path";

/** How long an answer holds: an editor learns of a file that was added or moved within seconds. */
const FRESH_MS = 5_000;

interface Answer<T> {
  readonly until: number;
  readonly value: T;
}

type Answers<T> = Map<string, Answer<T>>;

/** What imports mean, which is the same for all files of a folder. Asked for nearly every call of a file. */
export class ImportAnswers<T> {
  readonly #byFolder = new Map<string, Answers<T>>();
  /** The same answers again, so that a file's folder is worked out once. */
  readonly #byImporter = new Map<string, Answers<T>>();

  get(importer: string, specifier: string, find: () => T): T {
    const answers = this.#of(importer);
    const known = answers.get(specifier);
    if (known && known.until > Date.now()) return known.value;
    const value = find();
    answers.set(specifier, { until: Date.now() + FRESH_MS, value });
    return value;
  }

  #of(importer: string): Answers<T> {
    const known = this.#byImporter.get(importer);
    if (known) return known;
    const folder = dirname(importer);
    const answers = this.#byFolder.get(folder) ?? new Map<string, Answer<T>>();
    this.#byFolder.set(folder, answers);
    this.#byImporter.set(importer, answers);
    return answers;
  }
}
