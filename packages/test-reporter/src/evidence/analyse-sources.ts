import { analyseSource, type ProjectIndex } from "@faultline/analysis";
import type { FaultSite } from "@faultline/contract";
import type { SourceFile } from "./source-file.js";

/** The fault sites of a project's sources, and which files could not be analysed. */
export interface SourcesAnalysis {
  readonly sites: readonly FaultSite[];
  /** One line for each file that does not parse. */
  readonly problems: readonly string[];
}

/** `project` knows what the project says of its own code. */
export function analyseSources(
  sources: readonly SourceFile[],
  project?: ProjectIndex,
): SourcesAnalysis {
  const results = sources.map(({ file, text, path }) => ({
    file,
    analysis: analyseSource(file, text, path, project),
  }));
  return {
    sites: results.flatMap(({ analysis }) => (analysis.ok ? analysis.sites : [])),
    problems: results.flatMap(({ file, analysis }) => {
      if (analysis.ok) return [];
      const { message, line, column } = analysis.problem;
      return [`${file} does not parse: ${message} (${String(line)}:${String(column)})`];
    }),
  };
}
