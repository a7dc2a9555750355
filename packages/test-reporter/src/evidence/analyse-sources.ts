import { analyseSource, type SourceAnalysis } from "@faultline/analysis";
import type { FaultSite } from "@faultline/contract";
import type { SourceFile } from "./source-file.js";

/** The fault sites of a project's sources, and which files could not be analysed. */
export interface SourcesAnalysis {
  readonly sites: readonly FaultSite[];
  /** One line for each file that does not parse. */
  readonly problems: readonly string[];
}

/** `analyse` may know what the project says of its own code, and what was analysed before. */
export function analyseSources<Source extends SourceFile>(
  sources: readonly Source[],
  analyse: (source: Source) => SourceAnalysis = ({ file, text, path }) =>
    analyseSource(file, text, path),
): SourcesAnalysis {
  const results = sources.map((source) => ({ file: source.file, analysis: analyse(source) }));
  return {
    sites: results.flatMap(({ analysis }) => (analysis.ok ? analysis.sites : [])),
    problems: results.flatMap(({ file, analysis }) => {
      if (analysis.ok) return [];
      const { message, line, column } = analysis.problem;
      return [`${file} does not parse: ${message} (${String(line)}:${String(column)})`];
    }),
  };
}
