import type { FaultSite } from "@faultline/contract";
import { collectorOf } from "./javascript/collect-sites.js";
import { countingPlaces, type CountingPlaces } from "./javascript/counting-places.js";
import { defaultProject } from "./javascript/default-project.js";
import { parseFollowed, parseJavaScript } from "./javascript/parse.js";
import type { ProjectIndex } from "./javascript/project-index.js";
import { mayHaveSites } from "./javascript/text-gate.js";
import { beginRound } from "./project/round.js";
import {
  configurationProblem,
  configurationSites,
  isConfigurationFile,
  isForShow,
} from "./configuration-files.js";
import { isShippedSource } from "./project/shipped-code.js";
import type { SyntaxProblem } from "./syntax-problem.js";

/** The fault sites of one file, or where its text stopped making sense. */
export type SourceAnalysis =
  | { readonly ok: true; readonly sites: readonly FaultSite[] }
  | { readonly ok: false; readonly problem: SyntaxProblem };

const NO_SITES: SourceAnalysis = { ok: true, sites: [] };

/**
 * The fault sites of a file's text. `file` is relative to the project root with forward slashes and
 * its ending decides the language; a language that is not read has no sites. `path` is where the
 * file is on disk, so that the `package.json` above it can be read;
 * `project` knows what the settings say.
 */
export function analyseSource(
  file: string,
  text: string,
  path?: string,
  project: ProjectIndex = defaultProject(),
): SourceAnalysis {
  const isConfiguration = isConfigurationFile(file);
  if (isConfiguration) {
    const problem = isForShow(file) ? undefined : configurationProblem(file, text);
    if (problem) return { ok: false, problem };
  }
  const configured = isConfiguration ? configurationSites(file, text, path) : [];
  // A migration is code that runs beside the service, and some of it lies among what ships.
  const isCode = isJavaScript(file) && (!isConfiguration || isShippedSource(file));
  if (!isCode) return { ok: true, sites: configured };
  const analysis = analyseCode(file, text, path, project);
  return analysis.ok ? { ok: true, sites: [...configured, ...analysis.sites] } : analysis;
}

function analyseCode(
  file: string,
  text: string,
  path: string | undefined,
  project: ProjectIndex,
): SourceAnalysis {
  if (!mayHaveSites(text, project.own)) return checkSyntax(file, text);
  const parsed = parseJavaScript(file, text, path);
  if (!parsed.ok) return parsed;
  beginRound();
  return { ok: true, sites: collectorOf(parsed.source, project)?.walk().sites() ?? [] };
}

/** The fault sites of one file's code, with the places where to count that they ran. */
export type CountedAnalysis =
  | (Extract<SourceAnalysis, { ok: true }> & { readonly places: CountingPlaces | undefined })
  | Extract<SourceAnalysis, { ok: false }>;

/** `analyseSource` for a file that is about to be executed; without `places` where nothing in it can be counted. */
export function analyseForCounting(
  file: string,
  text: string,
  path: string,
  project: ProjectIndex,
): CountedAnalysis {
  const analysis = analyseSource(file, text, path, project);
  if (!analysis.ok) return analysis;
  const inCode = analysis.sites.length > 0 && isJavaScript(file);
  const source = inCode ? parseFollowed(file, text) : undefined;
  const places = source && countingPlaces(source, analysis.sites);
  return { ...analysis, places: places && places.ofSites.size > 0 ? places : undefined };
}

/** True for files whose ending says JavaScript or TypeScript, declarations left out. */
export function isJavaScript(file: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(file) && !/\.d\.[cm]?ts$/.test(file);
}

/** Even a file without sites must parse: what can't be read can't be called sound. */
function checkSyntax(file: string, text: string): SourceAnalysis {
  const parsed = parseJavaScript(file, text);
  return parsed.ok ? NO_SITES : parsed;
}
