import type { FaultSite } from "@faultline/contract";
import { yamlProblem } from "./yaml/yaml-problem.js";
import type { ConfigurationLanguage } from "./configuration-language.js";
import { compose } from "./compose/collect-sites.js";
import { dockerfile } from "./dockerfile/collect-sites.js";
import { kubernetes } from "./kubernetes/collect-sites.js";
import { migrations } from "./migration/collect-sites.js";
import type { SyntaxProblem } from "./syntax-problem.js";
import { workflow } from "./workflow/collect-sites.js";

/** A file may be read as several of them: much is YAML, and what it holds only its text says. */
const LANGUAGES: readonly ConfigurationLanguage[] = [
  kubernetes,
  compose,
  workflow,
  dockerfile,
  migrations,
];

/** True for files that may say how code is run. */
export function isConfigurationFile(file: string): boolean {
  return LANGUAGES.some((language) => language.reads(file));
}

/**
 * Where a file that one of the languages knows as its own can't be read. Files that somebody else reads have no
 * problem, whatever they hold.
 */
export function configurationProblem(file: string, text: string): SyntaxProblem | undefined {
  const languages = LANGUAGES.filter((language) => language.reads(file));
  for (const language of languages) {
    const own = language.problem?.(file, text);
    if (own) return own;
  }
  const claiming = languages.filter((language) => language.claims !== undefined);
  if (claiming.length === 0) return undefined;
  return yamlProblem(text, (document) =>
    claiming.some((language) => language.claims?.(file, document) === true),
  );
}

/** True for files that are there for tests or for show, or are templates: nobody deploys them as they are. */
export function isForShow(file: string): boolean {
  return FOR_SHOW.test(file);
}

const FOR_SHOW =
  /(?:^|\/)(?:dev|local|development|tests?|testdata|fixtures|__fixtures__|__tests__|examples?|docs|templates)\//i;

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
