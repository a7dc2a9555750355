import { isShippedSource } from "@faultline/analysis";
import type { CheckResult, Finding } from "@faultline/contract";
import { dependenciesIn } from "../collect/manifest.js";
import { isAnalysed, type CollectedSites } from "../collect/sites.js";
import { unreadableIn, type Unreadable } from "../collect/unreadable.js";
import { describeInputs } from "../inputs.js";
import { withBaseline } from "../join/baseline-status.js";
import { needsBase, withChangeStatus } from "../join/change-status.js";
import { buildLedger } from "../join/ledger.js";
import { touchedBy, type Touched } from "../join/touched.js";
import { unlintedSources } from "../join/unlinted.js";
import { externalChecks } from "../judge/external-checks.js";
import { failedTests } from "../judge/failed-tests.js";
import type { ReviewMaterial } from "../judge/judge.js";
import { lowCoverage } from "../judge/low-coverage.js";
import { findObstacles } from "../judge/obstacles.js";
import { applyPolicy, criteriaOff } from "../judge/policy.js";
import { requiredEvidence } from "../judge/required-evidence.js";
import type { Collected } from "./collect.js";
import { joinFindings, runChecks, type ProjectState } from "./find.js";
import { findingsAtBase } from "./look-at-base.js";

/** Puts what was collected side by side: findings with their status, sites with their evidence. */
export async function joinAll(collected: Collected): Promise<ReviewMaterial> {
  const { own, sites, scope, evidence, setup, request, change } = collected;
  const { policy } = setup;
  const state: ProjectState = { root: request.root, files: own.files, sites, policy };
  const checked = checkAll(collected, state);
  const touched = change && touchedBy(change.change, sites);
  const found = applyPolicy(findAll(collected, state, checked), policy);
  const findings = await withStatus(collected, found, touched);
  const reviewed = sites.filter(({ location }) => scope.has(location.file));
  const { unreadable, unlinted } = notSeen(collected);
  return {
    findings,
    ledger: buildLedger(sites, evidence?.evidence, findings),
    checked,
    policy,
    today: request.today,
    dependencies: dependenciesIn(request.root, own.files),
    off: criteriaOff(policy),
    evidence: evidence?.evidence,
    coverage: collected.coverage,
    change: change?.change,
    reviewed: touched ? sites.filter((site) => touched.site(site)) : reviewed,
    obstacles: findObstacles({
      evidence: evidence?.evidence,
      unreadable,
      unlinted,
      digests: own.digests,
      hasSubject: reviewed.length > 0 || [...scope].some(isShippedSource),
    }),
    unrendered: collected.rendered ? [] : chartsIn(own.files),
    unseen: [...unreadable.map(({ file }) => file), ...unlinted],
    files: own.files,
    scope: {
      files: scope.size,
      sites: reviewed.length,
      paths: request.paths.length > 0 ? request.paths : ["."],
      ...(change && {
        change: {
          base: change.change.ref,
          commit: change.change.base,
          files: [...change.change.files.keys(), ...change.change.deleted].toSorted(),
        },
      }),
    },
    inputs: describeInputs(collected),
  };
}

function checkAll(collected: Collected, state: ProjectState): readonly CheckResult[] {
  const { evidence, external, coverage, change, setup } = collected;
  return [
    ...runChecks(state, evidence?.evidence),
    ...externalChecks(external),
    lowCoverage({ coverage, change: change?.change, floor: setup.policy.coverage }),
    ...requiredEvidence(state.sites, evidence?.evidence, setup.policy.evidence),
  ];
}

function findAll(
  { request, scope, linted, external, evidence, own }: Collected,
  state: ProjectState,
  checked: readonly CheckResult[],
): readonly Finding[] {
  // What a tool says of no file at all stands at its own results.
  const isInScope = (file: string): boolean => scope.has(file) || request.sarif.includes(file);
  const found = joinFindings(state, { linted, external, checked, isInScope });
  const failed = evidence ? failedTests(evidence.evidence, suiteOf(own, evidence.source)) : [];
  return [...found, ...failed];
}

async function withStatus(
  collected: Collected,
  findings: readonly Finding[],
  touched: Touched | undefined,
): Promise<readonly Finding[]> {
  const { change, baseline } = collected;
  if (!change || !touched) return baseline ? withBaseline(findings, baseline) : findings;
  const base = { ...change, touched };
  const atBase = needsBase(findings, base) ? await findingsAtBase(collected, change) : [];
  const settled = withChangeStatus(findings, { ...base, findings: atBase });
  return baseline ? withBaseline(settled, baseline, change.change) : settled;
}

/** Files of which the analysis or the linter knows nothing. Under a change, only those that it may have altered. */
function notSeen({ own, linted, sites, scope, change }: Collected): {
  readonly unreadable: readonly Unreadable[];
  readonly unlinted: readonly string[];
} {
  const isReviewed = (file: string): boolean =>
    scope.has(file) && (!change || change.compared.has(file));
  const reviewed = sites.filter(({ location }) => isReviewed(location.file));
  return {
    unreadable: unreadableFiles(own, linted).filter(({ file }) => isReviewed(file)),
    unlinted: unlintedSources(linted, reviewed),
  };
}

/** What the analysis could not read, and what only the linter could not. */
function unreadableFiles(
  { unreadable }: CollectedSites,
  linted: Collected["linted"],
): readonly Unreadable[] {
  const files = new Set(unreadable.map(({ file }) => file));
  const byLinter = unreadableIn(linted).filter(({ file }) => isAnalysed(file) && !files.has(file));
  return [...unreadable, ...byLinter];
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
