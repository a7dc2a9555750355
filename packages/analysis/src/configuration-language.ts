import type { FaultSite } from "@faultline/contract";
import type { SyntaxProblem } from "./syntax-problem.js";

/** A language of files that say how code is run: manifests, images, migrations, pipelines. */
export interface ConfigurationLanguage {
  /** By its name alone, a file that may hold it; `file` is relative, with forward slashes. */
  reads(file: string): boolean;
  /** The fault sites of a file's text, in its order. Never throws; what can't be read has none. */
  sites(file: string, text: string): readonly FaultSite[];
  /** Where the text is surely not what its reader takes; left out where another tool may still fill it in. */
  problem?(file: string, text: string): SyntaxProblem | undefined;
}
