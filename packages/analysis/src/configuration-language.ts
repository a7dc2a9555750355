import type { FaultSite } from "@faultline/contract";

/** A language of files that say how code is run: manifests, images, migrations, pipelines. */
export interface ConfigurationLanguage {
  /** By its name alone, a file that may hold it; `file` is relative, with forward slashes. */
  reads(file: string): boolean;
  /**
   * The fault sites of a file's text, in its order. Never throws; what can't be read has none. `path` is where the file is
   * on disk, for what stands beside it.
   */
  sites(file: string, text: string, path?: string): readonly FaultSite[];
}
