/** One finding of ESLint or oxlint, as their JSON has it. Lines and columns count from 1. */
export interface LintMessage {
  readonly ruleId: string | null;
  readonly message: string;
  readonly messageId?: string;
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  readonly fatal?: boolean;
  /** Whether the project's configuration calls it an error. */
  readonly isError: boolean;
  readonly isSuppressed: boolean;
}

/** The findings of one file. */
export interface LintedFile {
  /** Relative to the project root, with forward slashes. */
  readonly file: string;
  readonly messages: readonly LintMessage[];
}

/** Lint results with where they came from. */
export interface CollectedLint {
  readonly source: string;
  readonly files: readonly LintedFile[];
}
