/** Where a file's text stopped making sense. */
export interface SyntaxProblem {
  readonly message: string;
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
}
