import {
  viewOf,
  type Evidence,
  type Finding,
  type Obstacle,
  type Outcome,
} from "@faultline/contract";
import { decides, isRejectedOutright } from "./decision.js";

/** Two to five sentences that a reader who stops there can act on. */
export function summarise(input: {
  readonly outcome: Outcome;
  readonly findings: readonly Finding[];
  readonly obstacles: readonly Obstacle[];
  readonly evidence: Evidence | undefined;
  readonly sites: number;
}): readonly string[] {
  const open = input.findings.filter(decides);
  const lines = [
    lensLine(
      "Infrastructure",
      open.filter(({ lens }) => viewOf(lens) === "infrastructure"),
    ),
    input.evidence
      ? lensLine(
          "Tests",
          open.filter(({ lens }) => viewOf(lens) === "testing"),
        )
      : "Tests: nothing is known, because no test run left evidence.",
    rejectionLine(open),
    input.evidence && proofLine(input.evidence),
    input.obstacles.length > 0 ? `No verdict yet: ${input.obstacles[0]?.message ?? ""}` : undefined,
  ];
  return lines.filter((line) => line !== undefined && line !== "").slice(0, 5) as readonly string[];
}

function lensLine(name: string, findings: readonly Finding[]): string {
  if (findings.length === 0) return `${name}: nothing to mend.`;
  const grave = findings.filter(
    ({ severity }) => severity === "critical" || severity === "high",
  ).length;
  const parts = [
    grave > 0 ? `${String(grave)} to mend before merging` : "",
    findings.length > grave ? `${String(findings.length - grave)} lesser` : "",
  ];
  return `${name}: ${parts.filter(Boolean).join(", ")}.`;
}

function rejectionLine(findings: readonly Finding[]): string | undefined {
  const outright = findings.filter(isRejectedOutright);
  return outright.length > 0
    ? `Rejected outright for ${[...new Set(outright.map(({ criterion }) => criterion))].join(", ")}.`
    : undefined;
}

function proofLine(evidence: Evidence): string {
  const ran = evidence.errorPaths.filter(
    ({ rung }) => rung !== "written" && rung !== "absent" && rung !== "unknown",
  ).length;
  return `${String(evidence.tests.passed)} of ${String(evidence.tests.total)} tests passed; they ran ${String(ran)} of ${String(evidence.errorPaths.length)} error paths.`;
}
