import type { CheckResult, Evidence, FaultSite, Finding } from "@faultline/contract";
import { judgeTests } from "@faultline/test-reporter/checks";
import type { ExternalRun } from "../collect/external-result.js";
import type { CollectedLint } from "../collect/lint-message.js";
import { otherRules } from "../collect/other-rules.js";
import { projectOf } from "../collect/project.js";
import { externalFindings } from "../join/external-findings.js";
import { lintFindings } from "../join/lint-findings.js";
import { oneFindingPerCause } from "../join/one-cause.js";
import { oneFindingPerDefect } from "../join/same-defect.js";
import { isWanted } from "../judge/policy.js";
import { criteriaOf } from "../judge/project-check.js";
import { PROJECT_CHECKS } from "../judge/project-checks/index.js";
import { packageRootsOf } from "../package-roots.js";
import type { CheckPolicy } from "../policy.js";

/** A state of the project, as far as findings come from it. */
export interface ProjectState {
  readonly root: string;
  readonly sites: readonly FaultSite[];
  readonly files: readonly string[];
  readonly policy: CheckPolicy;
}

/** What the checks over the whole project and over the tests say. */
export function runChecks(
  state: ProjectState,
  evidence: Evidence | undefined,
): readonly CheckResult[] {
  const project = projectOf(state.root, state);
  const wanted = PROJECT_CHECKS.filter((check) =>
    isWanted({ preset: check.preset, criteria: criteriaOf(check) }, state.policy),
  );
  return [
    ...wanted.map((check) => ({
      check: check.id,
      criteria: criteriaOf(check),
      judgement: check.judge(project),
    })),
    ...(evidence ? judgeTests({ sites: state.sites, evidence }) : []),
  ];
}

/** Everything that was found in scope, each defect once. */
export function joinFindings(
  { sites, files }: ProjectState,
  material: {
    readonly linted: readonly CollectedLint[];
    readonly external: readonly ExternalRun[];
    readonly checked: readonly CheckResult[];
    readonly isInScope: (file: string) => boolean;
  },
): readonly Finding[] {
  const { linted, external, checked, isInScope } = material;
  const found = [
    ...lintFindings(linted, sites),
    ...checked.flatMap(({ judgement }) => judgement.findings),
    ...externalFindings([...linted.map(otherRules), ...external]),
  ].filter(({ location }) => isInScope(location.file));
  return oneFindingPerDefect(oneFindingPerCause(found, packageRootsOf(files)), sites);
}
