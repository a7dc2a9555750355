import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
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
}): SiteCollector | undefined {
  const { ast, text, scopeManager } = linted.sourceCode;
  if (!scopeManager) return undefined;
  return collectorOf({
    file: linted.file,
    path: linted.path,
    text,
    // Sound: every parser for JavaScript gives an ESTree program, and every scope manager this shape.
    ast: ast as TSESTree.Program,
    scopeManager: scopeManager as ScopeManager,
  });
}
