import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { ProjectIndex } from "./project-index.js";
import { collectorOf, type SiteCollector } from "./collect-sites.js";

/** The parts of ESLint's `SourceCode` that the analysis reads. */
export interface LintedSource {
  readonly ast: object;
  readonly text: string;
  readonly scopeManager: object | null;
}

/**
 * The site collector of a file that ESLint or oxlint is linting, shared by all its rules; undefined
 * when the file can have no sites.
 */
export function collectorFor(linted: {
  readonly file: string;
  readonly path: string;
  readonly sourceCode: LintedSource;
  /** What the project says of its own code, with the folder that its paths start from. */
  readonly project?: ProjectIndex;
}): SiteCollector | undefined {
  const { ast, text, scopeManager } = linted.sourceCode;
  if (!scopeManager) return undefined;
  const source = {
    file: linted.file,
    path: linted.path,
    text,
    // Sound: every parser for JavaScript gives an ESTree program, and every scope manager this shape.
    ast: ast as TSESTree.Program,
    scopeManager: scopeManager as ScopeManager,
  };
  return collectorOf(source, linted.project);
}
