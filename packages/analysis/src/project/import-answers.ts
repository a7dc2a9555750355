import { dirname } from "node:path";
import { PerRound } from "./round.js";

/** What imports mean, which is the same for all files of a folder. Asked for nearly every call of a file. */
export class ImportAnswers<T> {
  readonly #byFolder = new PerRound<string, Map<string, T>>();
  /** The same answers again, so that a file's folder is worked out once. */
  readonly #byImporter = new PerRound<string, Map<string, T>>();

  get(importer: string, specifier: string, find: () => T): T {
    const answers = this.#byImporter.get(importer, () =>
      this.#byFolder.get(dirname(importer), () => new Map()),
    );
    const known = answers.get(specifier);
    if (known !== undefined || answers.has(specifier)) return known as T;
    const value = find();
    answers.set(specifier, value);
    return value;
  }
}
