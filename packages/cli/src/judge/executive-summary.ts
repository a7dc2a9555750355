import {
  viewOf,
  type Evidence,
  type Finding,
  type Obstacle,
  type Verdict,
} from "@faultline/contract";
import { decides, isRejectedOutright } from "./decision.js";

/** Two to five sentences that a reader who stops there can act on. */
export function summarise(input: {
  readonly findings: readonly Finding[];
  readonly obstacles: readonly Obstacle[];
  readonly evidence: Evidence | undefined;
  readonly unrendered?: readonly string[];
}): readonly string[] {
  const { evidence } = input;
  const open = input.findings.filter(decides);
  const [obstacle] = input.obstacles;
  return [
    lensLine("Infrastructure", "infrastructure", open),
    evidence
      ? lensLine("Tests", "testing", open)
      : "Tests: nothing is known, because no test run left evidence.",
    ...rejectionLine(open),
    ...(evidence ? [proofLine(evidence)] : []),
    ...unrenderedLine(input.unrendered ?? []),
    ...(obstacle ? [`No verdict yet: ${obstacle.message}`] : []),
  ];
}

function lensLine(name: string, view: keyof Verdict["lenses"], open: readonly Finding[]): string {
  const findings = open.filter(({ lens }) => viewOf(lens) === view);
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

/** What a template says shows only when it is rendered. */
function unrenderedLine([chart, ...others]: readonly string[]): readonly string[] {
  if (chart === undefined) return [];
  const folder = chart === "" ? "." : chart.replace(/\/$/, "");
  const which = others.length === 0 ? folder : `${folder} and ${String(others.length)} more`;
  return [
    `Helm templates are not read (${which}): \`helm template ${folder} | faultline review --stdin-manifests\`.`,
  ];
}

function rejectionLine(findings: readonly Finding[]): readonly string[] {
  const outright = new Set(findings.filter(isRejectedOutright).map(({ criterion }) => criterion));
  return outright.size > 0 ? [`Rejected outright for ${[...outright].join(", ")}.`] : [];
}

function proofLine(evidence: Evidence): string {
  const ran = evidence.errorPaths.filter(
    ({ rung }) => rung !== "written" && rung !== "absent" && rung !== "unknown",
  ).length;
  return `${String(evidence.tests.passed)} of ${String(evidence.tests.total)} tests passed; they ran ${String(ran)} of ${String(evidence.errorPaths.length)} error paths.`;
}
