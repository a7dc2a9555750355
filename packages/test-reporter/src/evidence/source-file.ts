/** A source file of the project. */
export interface SourceFile {
  /** Relative to the project root, with forward slashes. */
  readonly file: string;
  readonly text: string;
  /** Where it is on disk, so that the analysis finds the `package.json` above it. */
  readonly path?: string;
}
