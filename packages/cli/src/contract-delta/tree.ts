/** The files of a project in one state of it. */
export interface Tree {
  /** Relative, with forward slashes, sorted. */
  readonly files: readonly string[];
  /** The text of a file; undefined where there is none, or where it can't be read. */
  read(file: string): string | undefined;
}

/** Two states of a project. */
export interface Trees {
  readonly base: Tree;
  readonly head: Tree;
  /** Files that are not the same in both, sorted. */
  readonly changed: readonly string[];
}
