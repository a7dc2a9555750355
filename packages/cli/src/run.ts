import { readFileSync } from "node:fs";
import { join, posix, relative, resolve, sep } from "node:path";
import type { CheckResult, Finding, ReviewInput, Verdict } from "@faultline/contract";
import { judgeTests } from "@faultline/test-reporter/checks";
import { collectEvidence } from "./collect/evidence.js";
import { lint } from "./collect/lint.js";
import { readLintFile } from "./collect/lint-file.js";
import type { CollectedLint } from "./collect/lint-message.js";
import { soleEvidence } from "./collect/sole-evidence.js";
import { collectSites, type CollectedSites } from "./collect/sites.js";
import { loadConfig, type LoadedConfig } from "./config.js";
import { FaultlineError } from "./errors.js";
import { buildLedger } from "./join/ledger.js";
import { lintFindings } from "./join/lint-findings.js";
import { oneFindingPerCause, packageRootOf, packageRootsOf } from "./join/one-cause.js";
import { failedTests } from "./judge/failed-tests.js";
import { judge } from "./judge/judge.js";
import { findObstacles } from "./judge/obstacles.js";
import { applyPolicy, isWanted, type Policy } from "./judge/policy.js";
import type { Project } from "./judge/project-check.js";
import { PROJECT_CHECKS } from "./judge/project-checks/index.js";

/** What to review, and what to take from elsewhere. */
export interface ReviewRequest {
  readonly root: string;
  readonly paths: readonly string[];
  readonly preset: Policy["preset"] | undefined;
  readonly evidence: readonly string[];
  readonly lint: readonly string[];
  /** False to lint nothing where no results are given. */
  readonly mayLint: boolean;
}

/** Collects, joins and judges: the whole review but for the tests and the wording. */
export async function review(request: ReviewRequest): Promise<Verdict> {
  const { root } = request;
  const configuration = await loadConfig(root);
  const policy: Policy = {
    preset: request.preset ?? configuration.config.preset ?? "recommended",
    severities: configuration.config.severities ?? {},
  };
  const collected = collectSites(root);
  const scoped = scopeOf(request, collected.files);
  const evidence = soleEvidence(collectEvidence(root, request.evidence));
  const linted = await collectLint(request, policy, scoped);

  const project = projectOf(root, collected);
  const checked: readonly CheckResult[] = [
    ...PROJECT_CHECKS.filter((check) => isWanted(check, policy)).map((check) => ({
      check: check.id,
      criteria: [check.criterion],
      judgement: check.judge(project),
    })),
    ...(evidence ? judgeTests({ sites: collected.sites, evidence: evidence.evidence }) : []),
  ];
  const isInScope = new Set(scoped);
  const found: readonly Finding[] = [
    ...lintFindings(linted, collected.sites),
    ...checked.flatMap(({ judgement }) => judgement.findings),
    ...(evidence ? failedTests(evidence.evidence, "package.json") : []),
  ].filter(({ location }) => isInScope.has(location.file));
  const findings = applyPolicy(oneFindingPerCause(found, packageRootsOf(collected.files)), policy);
  return judge({
    findings,
    ledger: buildLedger(collected.sites, evidence?.evidence, findings),
    checked,
    evidence: evidence?.evidence,
    obstacles: findObstacles({
      evidence: evidence?.evidence,
      unreadable: collected.unreadable.filter(({ file }) => isInScope.has(file)),
      digests: collected.digests,
    }),
    files: collected.files,
    scope: {
      files: scoped.length,
      sites: collected.sites.filter(({ location }) => isInScope.has(location.file)).length,
      paths: request.paths.length > 0 ? request.paths : ["."],
    },
    inputs: inputsOf(configuration, collected, linted, evidence),
  });
}

/** The project's files below the paths the user named; all of them when none is named. */
function scopeOf({ root, paths }: ReviewRequest, files: readonly string[]): readonly string[] {
  if (paths.length === 0) return files;
  const folders = paths.map((path) => relative(root, resolve(root, path)).split(sep).join("/") || ".");
  const scoped = files.filter((file) =>
    folders.some((folder) => folder === "." || file === folder || file.startsWith(`${folder}/`)),
  );
  if (scoped.length > 0) return scoped;
  throw new FaultlineError(`No file of this project is below ${paths.join(", ")}.`, "Name paths relative to the folder you review.");
}

async function collectLint(
  request: ReviewRequest,
  policy: Policy,
  files: readonly string[],
): Promise<readonly CollectedLint[]> {
  if (request.lint.length > 0) return request.lint.map((file) => readLintFile(request.root, file));
  return request.mayLint ? [await lint(request.root, policy.preset, files)] : [];
}

function projectOf(root: string, { sites, files }: CollectedSites): Project {
  const packageRoots = packageRootsOf(files);
  const dependencies = new Map<string, ReadonlySet<string>>();
  const packageOf = (file: string): string => packageRootOf(file, packageRoots);
  return {
    sites,
    files,
    packageOf,
    dependenciesOf(file) {
      const home = packageOf(file);
      const known = dependencies.get(home) ?? readDependencies(join(root, home, "package.json"));
      dependencies.set(home, known);
      return known;
    },
  };
}

function readDependencies(manifest: string): ReadonlySet<string> {
  try {
    const content: unknown = JSON.parse(readFileSync(manifest, "utf8"));
    const fields = ["dependencies", "optionalDependencies", "peerDependencies"];
    return new Set(fields.flatMap((field) => keysOf(content, field)));
  } catch {
    // A package.json that is missing or broken names no dependencies.
    return new Set();
  }
}

function keysOf(content: unknown, field: string): readonly string[] {
  if (typeof content !== "object" || content === null || !(field in content)) return [];
  const value: unknown = Reflect.get(content, field);
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}

function inputsOf(
  { file }: LoadedConfig,
  collected: CollectedSites,
  linted: readonly CollectedLint[],
  evidence: ReturnType<typeof soleEvidence>,
): readonly ReviewInput[] {
  return [
    ...(file === undefined ? [] : [{ kind: "configuration" as const, source: file, detail: "the project's own policy" }]),
    { kind: "sites", source: posix.normalize("."), detail: `${String(collected.sites.length)} fault sites` },
    ...linted.map(({ source, files }) => ({
      kind: "lint" as const,
      source,
      detail: `${String(files.length)} files`,
    })),
    ...(evidence
      ? [{ kind: "evidence" as const, source: evidence.source, detail: `${String(evidence.evidence.tests.total)} tests` }]
      : []),
  ];
}
