import {
  analyseSource,
  isConfigurationFile,
  mayHaveSites,
  projectFor,
  type SourceAnalysis,
} from "@faultline/analysis";
import type { FaultSite } from "@faultline/contract";
import { readBaseline, type Baseline } from "../collect/baseline.js";
import { collectChange, type Change } from "../collect/change.js";
import { collectCoverage, type CollectedCoverage } from "../collect/coverage.js";
import { dependentsOf } from "../collect/dependents.js";
import { collectEvidence, type CollectedEvidence } from "../collect/evidence.js";
import type { ExternalRun } from "../collect/external-result.js";
import { readLintFile } from "../collect/lint-file.js";
import { lint, lintRendered } from "../collect/lint.js";
import type { CollectedLint } from "../collect/lint-message.js";
import { readSarifFile } from "../collect/sarif-file.js";
import { filesInScope } from "../collect/scope.js";
import { collectSites, isAnalysed, type CollectedSites } from "../collect/sites.js";
import { renderedSites, toRendered, type Rendered } from "../collect/stdin-manifests.js";
import { packageRootsOf } from "../package-roots.js";
import type { ReviewRequest, Setup } from "./request.js";

/** Everything a review is made from, as it was found. */
export interface Collected {
  readonly request: ReviewRequest;
  readonly setup: Setup;
  /** The project's own sites. */
  readonly own: CollectedSites;
  /** These, and those of the manifests that were piped in. */
  readonly sites: readonly FaultSite[];
  readonly rendered: Rendered | undefined;
  /** Files whose findings count. */
  readonly scope: ReadonlySet<string>;
  readonly linted: readonly CollectedLint[];
  readonly external: readonly ExternalRun[];
  readonly evidence: CollectedEvidence | undefined;
  readonly coverage: CollectedCoverage | undefined;
  readonly baseline: Baseline | undefined;
  readonly change: CollectedChange | undefined;
}

/** A change, with the files whose findings it may have altered. */
export interface CollectedChange {
  readonly change: Change;
  /** Changed files, and files that depend on them. */
  readonly compared: ReadonlySet<string>;
}

const NO_SITES: SourceAnalysis = { ok: true, sites: [] };

/** How many files that depend on a change are looked at again: nearest first. */
const MOST_DEPENDENTS = 50;

/** Reads the project and everything that was handed in; runs the linter where no results were. */
export async function collect(request: ReviewRequest, setup: Setup): Promise<Collected> {
  const { root, paths } = request;
  const known = projectFor(root, setup.settings);
  const change = request.base === undefined ? undefined : collectChange(root, request.base);
  // What a change leaves alone and what holds no site need not even parse: most of a large project.
  const isBesideThePoint = (file: string, text: string): boolean =>
    change !== undefined &&
    !change.files.has(file) &&
    !isConfigurationFile(file) &&
    !mayHaveSites(text, known.own);
  const own = collectSites(root, (file, text, path) =>
    isBesideThePoint(file, text) ? NO_SITES : analyseSource(file, text, path, known),
  );
  const rendered = request.manifests === undefined ? undefined : toRendered(request.manifests);
  const piped = rendered ? renderedSites(rendered) : [];
  const scope = new Set([
    ...filesInScope(root, paths, own.files),
    ...piped.map(({ location }) => location.file),
  ]);
  const changed = change && withDependents(root, change, own);
  return {
    request,
    setup,
    own,
    sites: [...own.sites, ...piped],
    rendered,
    scope,
    linted: await collectLint(request, setup, {
      files: filesToLint(own.sites, scope, changed),
      rendered,
    }),
    external: request.sarif.flatMap((file) => readSarifFile(root, file)),
    evidence: collectEvidence(root, request.evidence, packageRootsOf(own.files)),
    coverage: collectCoverage(root, request.coverage, own.files),
    baseline: readBaseline(root),
    change: changed,
  };
}

function withDependents(
  root: string,
  change: Change,
  { files, sites }: CollectedSites,
): CollectedChange {
  const changed = [...change.files.keys(), ...change.deleted];
  const withSites = new Set(sites.map(({ location }) => location.file));
  const dependents = dependentsOf(root, changed, files.filter(isAnalysed), {
    // Where there is no site there is no finding that could be new.
    matters: (file) => withSites.has(file),
    most: MOST_DEPENDENTS,
  });
  return { change, compared: new Set([...changed, ...dependents]) };
}

/** The rules report at sites, so a file without any has nothing to lint; what no change can have altered is debt. */
function filesToLint(
  sites: readonly FaultSite[],
  scope: ReadonlySet<string>,
  change: CollectedChange | undefined,
): readonly string[] {
  const files = new Set(sites.map(({ location }) => location.file));
  return [...files].filter((file) => scope.has(file) && (!change || change.compared.has(file)));
}

async function collectLint(
  { root, lint: named }: ReviewRequest,
  { policy, settings }: Setup,
  {
    files,
    rendered,
  }: { readonly files: readonly string[]; readonly rendered: Rendered | undefined },
): Promise<readonly CollectedLint[]> {
  const piped = rendered ? [await lintRendered(root, policy, rendered)] : [];
  if (named.length > 0) return [...named.map((file) => readLintFile(root, file)), ...piped];
  return [await lint(root, policy, files, settings), ...piped];
}
