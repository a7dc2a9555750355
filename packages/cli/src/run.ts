import { analyseSource, isShippedSource, projectFor } from "@faultline/analysis";
import type {
  CheckResult,
  Evidence,
  FaultSite,
  Finding,
  Settings,
  Verdict,
} from "@faultline/contract";
import { judgeTests } from "@faultline/test-reporter/checks";
import { collectEvidence } from "./collect/evidence.js";
import { lint, lintRendered } from "./collect/lint.js";
import type { ExternalRun } from "./collect/external-result.js";
import { readLintFile } from "./collect/lint-file.js";
import { otherRules } from "./collect/other-rules.js";
import { readSarifFile } from "./collect/sarif-file.js";
import type { CollectedLint } from "./collect/lint-message.js";
import { projectOf } from "./collect/project.js";
import { filesInScope } from "./collect/scope.js";
import { collectSites, isAnalysed, type CollectedSites } from "./collect/sites.js";
import { renderedSites, toRendered, type Rendered } from "./collect/stdin-manifests.js";
import { unreadableIn, type Unreadable } from "./collect/unreadable.js";
import { loadConfig, type FaultlineConfig } from "./config.js";
import { describeInputs } from "./inputs.js";
import { externalFindings } from "./join/external-findings.js";
import { buildLedger } from "./join/ledger.js";
import { lintFindings } from "./join/lint-findings.js";
import { oneFindingPerCause } from "./join/one-cause.js";
import { oneFindingPerDefect } from "./join/same-defect.js";
import { unlintedSources } from "./join/unlinted.js";
import { externalChecks } from "./judge/external-checks.js";
import { failedTests } from "./judge/failed-tests.js";
import { judge } from "./judge/judge.js";
import { findObstacles } from "./judge/obstacles.js";
import { applyPolicy, criteriaOff, isWanted } from "./judge/policy.js";
import { criteriaOf } from "./judge/project-check.js";
import { PROJECT_CHECKS } from "./judge/project-checks/index.js";
import { packageRootsOf } from "./package-roots.js";
import type { Policy } from "./policy.js";

/** What to review, and what to take from elsewhere. */
export interface ReviewRequest {
  readonly root: string;
  readonly paths: readonly string[];
  readonly preset: Policy["preset"] | undefined;
  readonly evidence: readonly string[];
  /** Lint results to take instead of linting. */
  readonly lint: readonly string[];
  /** SARIF of other tools. */
  readonly sarif: readonly string[];
  /** Rendered manifests, to be reviewed beside the project's own files. */
  readonly manifests?: string | undefined;
  /** Told what the review is at, in a few words, whenever that changes. */
  readonly onStep?: (what: string) => void;
}

/** Collects, joins and judges: the whole review but for the tests and the wording. */
export async function review(request: ReviewRequest): Promise<Verdict> {
  const { root, paths, onStep = () => undefined } = request;
  onStep("reading the code");
  const { config, file: configurationFile } = await loadConfig(root);
  const policy = policyOf(request, config);
  const { settings = {} } = config;
  const { own, rendered, piped } = collectAll(request, settings);
  const collected = { ...own, sites: [...own.sites, ...piped] };
  const scope = scopeOf(request, collected, piped);
  const evidence = collectEvidence(root, request.evidence);
  const sitesInScope = collected.sites.filter(({ location }) => scope.has(location.file));
  const ownSites = sitesInScope.filter((site) => !piped.includes(site));
  onStep(request.lint.length > 0 ? "reading lint results" : "linting");
  const linted = await collectLint(request, policy, settings, ownSites, rendered);
  const unreadable = unreadableFiles(own, linted).filter(({ file }) => scope.has(file));
  const unlinted = unlintedSources(linted, sitesInScope);
  onStep("judging");
  const external = request.sarif.flatMap((file) => readSarifFile(root, file));
  const checked = [
    ...runChecks(root, collected, policy, evidence?.evidence),
    ...externalChecks(external),
  ];
  // What a tool says of no file at all stands at its own results.
  const isInScope = (file: string): boolean => scope.has(file) || request.sarif.includes(file);
  const found = joinFindings({ collected, linted, external, checked, isInScope });
  const failed = evidence
    ? failedTests(evidence.evidence, suiteOf(collected, evidence.source))
    : [];
  const findings = applyPolicy([...found, ...failed], policy);

  return judge({
    findings,
    ledger: buildLedger(collected.sites, evidence?.evidence, findings),
    checked,
    off: criteriaOff(policy),
    evidence: evidence?.evidence,
    obstacles: findObstacles({
      evidence: evidence?.evidence,
      unreadable,
      unlinted,
      digests: collected.digests,
      hasSubject: sitesInScope.length > 0 || [...scope].some(isShippedSource),
    }),
    unrendered: rendered ? [] : chartsIn(collected.files),
    unseen: [...unreadable.map(({ file }) => file), ...unlinted],
    files: collected.files,
    scope: {
      files: scope.size,
      sites: sitesInScope.length,
      paths: paths.length > 0 ? paths : ["."],
    },
    inputs: describeInputs({
      configurationFile,
      sites: collected.sites.length,
      linted,
      external,
      evidence,
    }),
  });
}

/** The files under review: those that the paths name, and what was piped in. */
function scopeOf(
  { root, paths }: ReviewRequest,
  { files }: CollectedSites,
  piped: readonly FaultSite[],
): ReadonlySet<string> {
  return new Set([
    ...filesInScope(root, paths, files),
    ...piped.map(({ location }) => location.file),
  ]);
}

/** The project's own sites, and those of the manifests that were piped in. */
function collectAll({ root, manifests }: ReviewRequest, settings: Settings) {
  const known = projectFor(root, settings);
  const own = collectSites(root, (file, text, path) => analyseSource(file, text, path, known));
  const rendered = manifests === undefined ? undefined : toRendered(manifests);
  return { own, rendered, piped: rendered ? renderedSites(rendered) : [] };
}

/** Everything that was found in scope, each defect once. */
function joinFindings(material: {
  readonly collected: CollectedSites;
  readonly linted: readonly CollectedLint[];
  readonly external: readonly ExternalRun[];
  readonly checked: readonly CheckResult[];
  readonly isInScope: (file: string) => boolean;
}): readonly Finding[] {
  const { collected, linted, external, checked, isInScope } = material;
  const found = [
    ...lintFindings(linted, collected.sites),
    ...checked.flatMap(({ judgement }) => judgement.findings),
    ...externalFindings([...linted.map(otherRules), ...external]),
  ].filter(({ location }) => isInScope(location.file));
  return oneFindingPerDefect(
    oneFindingPerCause(found, packageRootsOf(collected.files)),
    collected.sites,
  );
}

function policyOf({ preset }: ReviewRequest, config: FaultlineConfig): Policy {
  return {
    preset: preset ?? config.preset ?? "recommended",
    severities: config.severities ?? {},
  };
}

async function collectLint(
  { root, lint: files }: ReviewRequest,
  policy: Policy,
  settings: Settings,
  sites: readonly FaultSite[],
  rendered: Rendered | undefined,
): Promise<readonly CollectedLint[]> {
  const piped = rendered ? [await lintRendered(root, policy, rendered)] : [];
  if (files.length > 0) return [...files.map((file) => readLintFile(root, file)), ...piped];
  // The rules report at sites, so a file without any has nothing to lint.
  const linted = [...new Set(sites.map(({ location }) => location.file))];
  return [await lint(root, policy, linted, settings), ...piped];
}

/** What the analysis could not read, and what only the linter could not. */
function unreadableFiles(
  { unreadable }: CollectedSites,
  linted: readonly CollectedLint[],
): readonly Unreadable[] {
  const files = new Set(unreadable.map(({ file }) => file));
  const byLinter = unreadableIn(linted).filter(({ file }) => isAnalysed(file) && !files.has(file));
  return [...unreadable, ...byLinter];
}

function runChecks(
  root: string,
  collected: CollectedSites,
  policy: Policy,
  evidence: Evidence | undefined,
): readonly CheckResult[] {
  const project = projectOf(root, collected);
  const wanted = PROJECT_CHECKS.filter((check) =>
    isWanted({ preset: check.preset, criteria: criteriaOf(check) }, policy),
  );
  return [
    ...wanted.map((check) => ({
      check: check.id,
      criteria: criteriaOf(check),
      judgement: check.judge(project),
    })),
    ...(evidence ? judgeTests({ sites: collected.sites, evidence }) : []),
  ];
}

/** Helm charts of the project, whose templates say nothing before they are rendered. */
function chartsIn(files: readonly string[]): readonly string[] {
  const charts = files.filter((file) => /(?:^|\/)Chart\.ya?ml$/.test(file)).map(folderOf);
  return charts.filter((chart) =>
    files.some((file) => file.startsWith(`${chart}templates/`) && /\.ya?ml$/.test(file)),
  );
}

/** With its slash; empty for the root. */
function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf("/") + 1);
}

/** Where a reader starts to look for a suite that fails. */
function suiteOf({ files }: CollectedSites, evidenceFile: string): string {
  return files.includes("package.json") ? "package.json" : evidenceFile;
}
