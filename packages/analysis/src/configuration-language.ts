import type { FaultSite } from "@faultline/contract";
import type { SyntaxProblem } from "./syntax-problem.js";

/** A language of files that say how code is run: manifests, images, migrations, pipelines. */
export interface ConfigurationLanguage {
  /** By its name alone, a file that may hold it; `file` is relative, with forward slashes. */
  reads(file: string): boolean;
  /**
   * True for the text of a YAML document that is surely of this language, so that it is a mistake where it is no YAML.
   * Left out by languages that are not YAML.
   */
  claims?(file: string, document: string): boolean;
  /**
   * The fault sites of a file's text. Never throws; what can't be read has none. `path` is where the file is on disk,
   * for languages whose files speak of each other.
   */
  sites(file: string, text: string, path?: string): readonly FaultSite[];
  /** Where a text that is not YAML is surely not what its reader takes; left out where another tool may still fill it in. */
  problem?(file: string, text: string): SyntaxProblem | undefined;
}
