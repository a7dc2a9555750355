import { analyseSource, isShippedSource, projectFor, type ProjectIndex } from "@faultline/analysis";
import type {
  CheckResult,
  ContractDelta,
  Evidence,
  FaultSite,
  Finding,
  ReviewScope,
  Settings,
  Verdict,
} from "@faultline/contract";
import { judgeTests } from "@faultline/test-reporter/checks";
import { collectContractDelta } from "./collect/contract-delta.js";
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
import { checkContractDelta } from "./judge/contract-delta-check.js";
import { externalChecks } from "./judge/external-checks.js";
import { failedTests } from "./judge/failed-tests.js";
import { judge } from "./judge/judge.js";
import { findObstacles } from "./judge/obstacles.js";
import { applyPolicy, criteriaOff, isWanted } from "./judge/policy.js";
import { criteriaOf } from "./judge/project-check.js";
import { PROJECT_CHECKS } from "./judge/project-checks/index.js";
import { hasClient } from "./judge/project-checks/bundled-client.js";
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
  /** The commit whose contracts and data model the change is compared with. */
  readonly base?: string | undefined;
  /** Rendered manifests, to be reviewed beside the project's own files. */
  readonly manifests?: string | undefined;
}

/** Collects, joins and judges: the whole review but for the tests and the wording. */
export async function review(request: ReviewRequest): Promise<Verdict> {
  const { root } = request;
  const { config, file: configurationFile } = await loadConfig(root);
  const policy = policyOf(request, config);
  const { settings = {} } = config;
  const { own, rendered, piped, known } = collectAll(request, settings);
  const collected = { ...own, sites: [...own.sites, ...piped] };
  const scope = scopeOf(request, collected.files, piped);
  const evidence = collectEvidence(root, request.evidence, packageRootsOf(collected.files));
  const sitesInScope = collected.sites.filter(({ location }) => scope.has(location.file));
  const ownSites = sitesInScope.filter((site) => !piped.includes(site));
  const linted = await collectLint(request, policy, settings, ownSites, rendered);
  const unreadable = unreadableFiles(own, linted).filter(({ file }) => scope.has(file));
  const unlinted = unlintedSources(linted, sitesInScope);
  const external = request.sarif.flatMap((file) => readSarifFile(root, file));
  const contractDelta = await deltaOf(request, own, known);
  const checked = [
    ...runChecks(root, collected, policy, evidence?.evidence),
    ...(contractDelta ? [checkContractDelta(contractDelta)] : []),
    ...externalChecks(external),
  ];
  // What a tool says of no file at all stands at its own results.
  const gone = goneFiles(request, contractDelta, collected.files);
  const isInScope = (file: string): boolean =>
    scope.has(file) || request.sarif.includes(file) || gone.has(file);
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
    contractDelta,
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
    scope: scopeSaid(request, scope, sitesInScope),
    inputs: describeInputs({
      configurationFile,
      sites: collected.sites.length,
      linted,
      external,
      evidence,
    }),
  });
}

async function deltaOf(
  { root, base }: ReviewRequest,
  own: CollectedSites,
  known: ProjectIndex,
): Promise<ContractDelta | undefined> {
  if (base === undefined) return undefined;
  const hasOwnClient = (): boolean => hasClient(projectOf(root, own));
  return collectContractDelta(root, base, own, { known, hasClient: hasOwnClient });
}

function scopeSaid(
  { paths }: ReviewRequest,
  scope: ReadonlySet<string>,
  sites: readonly FaultSite[],
): ReviewScope {
  return { files: scope.size, sites: sites.length, paths: paths.length > 0 ? paths : ["."] };
}

function scopeOf(
  { root, paths }: ReviewRequest,
  files: readonly string[],
  piped: readonly FaultSite[],
): ReadonlySet<string> {
  return new Set([
    ...filesInScope(root, paths, files),
    ...piped.map(({ location }) => location.file),
  ]);
}

/** Files that held contracts at the base alone, where the whole project is reviewed. */
function goneFiles(
  { paths }: ReviewRequest,
  delta: ContractDelta | undefined,
  files: readonly string[],
): ReadonlySet<string> {
  const held = paths.length > 0 ? [] : (delta?.changes ?? []);
  const atHead = new Set(files);
  return new Set(held.map(({ location }) => location.file).filter((file) => !atHead.has(file)));
}

/** The project's own sites, and those of the manifests that were piped in. */
function collectAll({ root, manifests }: ReviewRequest, settings: Settings) {
  const known = projectFor(root, settings);
  const own = collectSites(root, (file, text, path) => analyseSource(file, text, path, known));
  const rendered = manifests === undefined ? undefined : toRendered(manifests);
  return { own, known, rendered, piped: rendered ? renderedSites(rendered) : [] };
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
