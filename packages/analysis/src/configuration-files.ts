import type { FaultSite } from "@faultline/contract";
import type { ConfigurationLanguage } from "./configuration-language.js";
import { kubernetes } from "./kubernetes/collect-sites.js";
import { migrations } from "./migration/collect-sites.js";

/** A file may be read as several of them: much is YAML, and what it holds only its text says. */
const LANGUAGES: readonly ConfigurationLanguage[] = [kubernetes, migrations];

/** True for files that may say how code is run. */
export function isConfigurationFile(file: string): boolean {
  return LANGUAGES.some((language) => language.reads(file));
}

/**
 * What a configuration file sets up, and what protects it. Templates and text that can't be
 * read have no sites; the readable documents beside them do.
 */
export function configurationSites(
  file: string,
  text: string,
  path?: string,
): readonly FaultSite[] {
  return LANGUAGES.filter((language) => language.reads(file)).flatMap((language) =>
    language.sites(file, text, path),
  );
}
