import { exportedNames, plainDeclarations } from "./modules/export-text.js";
import { importsIn, type ImportText } from "./modules/import-text.js";

const OPEN_TYPE = /\b(?:interface|type|abstract\s+class)\s+([\w$]+)/g;

/** The text of a file, with what it shows without a parser; each is worked out once. */
export class SourceText {
  readonly text: string;
  readonly #mentioned = new Map<RegExp, boolean>();
  #exported: ReadonlySet<string> | undefined;
  #plain: ReadonlySet<string> | undefined;
  #openTypes: ReadonlySet<string> | undefined;
  #imports: readonly ImportText[] | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** True when the text has a match anywhere: evidence for what only has to be possible. */
  mentions(pattern: RegExp): boolean {
    const known = this.#mentioned.get(pattern);
    if (known !== undefined) return known;
    const found = pattern.test(this.text);
    this.#mentioned.set(pattern, found);
    return found;
  }

  /** False where the text shows that it exports no such name of its own. */
  mayExport(name: string): boolean {
    return (this.#exported ??= exportedNames(this.text)).has(name);
  }

  /** The exports that are functions, or classes which extend nothing; `default` for the default one. */
  get plainDeclarations(): ReadonlySet<string> {
    return (this.#plain ??= plainDeclarations(this.text));
  }

  /** The types whose methods another file may implement. */
  get openTypes(): ReadonlySet<string> {
    return (this.#openTypes ??= new Set(
      [...this.text.matchAll(OPEN_TYPE)].map(([, name = ""]) => name),
    ));
  }

  get imports(): readonly ImportText[] {
    return (this.#imports ??= importsIn(this.text));
  }
}
