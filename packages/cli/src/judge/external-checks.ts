import { externalTool, UNKNOWN, type CheckResult, type CriterionId } from "@faultline/contract";
import type { ExternalRun } from "../collect/external-result.js";

/** What the runs of other tools decide beside their findings: that a scan was made, and came to its end. */
export function externalChecks(runs: readonly ExternalRun[]): readonly CheckResult[] {
  return DECIDED.flatMap((criterion) => {
    const own = runs.filter(({ tool }) => externalTool(tool).otherwise === criterion);
    if (own.length === 0) return [];
    const isComplete = own.every((run) => run.isComplete);
    return [
      {
        check: "external-sarif",
        criteria: [criterion],
        judgement: isComplete
          ? { state: "judged", findings: [], good: praise(criterion, own) }
          : UNKNOWN,
      },
    ];
  });
}

const DECIDED: readonly CriterionId[] = ["security-scan", "review-other-languages"];

function praise(criterion: CriterionId, runs: readonly ExternalRun[]) {
  const tools = [...new Set(runs.map(({ tool }) => tool))].join(" and ");
  return [{ criterion, message: `Looked over by ${tools}`, locations: [] }];
}
