import type { FaultSite } from "@faultline/contract";

/** The fault sites of one file, or where its text stopped making sense. */
export type SourceAnalysis =
  | { readonly ok: true; readonly sites: readonly FaultSite[] }
  | { readonly ok: false; readonly problem: SyntaxProblem };

export interface SyntaxProblem {
  readonly message: string;
  /** Counts from 1. */
  readonly line: number;
  readonly column: number;
}

/**
 * The fault sites of a file's text. `file` is relative to the project root with forward slashes;
 * its name decides the language. A file of another language has no sites.
 */
export function analyseSource(file: string, text: string): SourceAnalysis {
  void file;
  void text;
  return { ok: true, sites: [] };
}
