import {
  viewOf,
  type Evidence,
  type Finding,
  type InheritedDebt,
  type Obstacle,
  type ReviewedChange,
  type Verdict,
} from "@faultline/contract";
import type { Attestation } from "../policy.js";
import { decides, isRejectedOutright } from "./decision.js";

/** What a summary is made from. */
export interface SummaryMaterial {
  readonly findings: readonly Finding[];
  readonly obstacles: readonly Obstacle[];
  readonly evidence: Evidence | undefined;
  /** What a conditional approval depends on. */
  readonly conditions?: readonly Finding[];
  readonly expired?: readonly Attestation[];
  readonly inherited?: readonly InheritedDebt[];
  readonly change?: ReviewedChange | undefined;
  readonly unrendered?: readonly string[];
}

/** A few sentences that a reader who stops there can act on. */
export function summarise(material: SummaryMaterial): readonly string[] {
  const { evidence } = material;
  const open = material.findings.filter(decides);
  const [obstacle] = material.obstacles;
  return [
    ...changeLine(material),
    lensLine("Infrastructure", "infrastructure", open),
    evidence
      ? lensLine("Tests", "testing", open)
      : "Tests: nothing is known, because no test run left evidence.",
    ...rejectionLine(open),
    ...conditionLine(material.conditions ?? []),
    ...(evidence ? [proofLine(evidence)] : []),
    ...expiredLine(material.expired ?? []),
    ...unrenderedLine(material.unrendered ?? []),
    ...(obstacle ? [`No verdict yet: ${obstacle.message}`] : []),
  ];
}

function changeLine({ change, inherited = [] }: SummaryMaterial): readonly string[] {
  const debt = inherited.reduce((sum, { count }) => sum + count, 0);
  const aside = (why: string): string =>
    `${number(debt, "finding")} ${why}, which ${debt === 1 ? "decides" : "decide"} nothing.`;
  if (!change) return debt > 0 ? [aside("accepted by the baseline")] : [];
  const before = debt > 0 ? ` ${aside("inherited from before")}` : "";
  return [
    `The change since ${change.base} touches ${number(change.files.length, "file")}.${before}`,
  ];
}

/** Each condition by its place and what to do. */
function conditionLine(conditions: readonly Finding[]): readonly string[] {
  if (conditions.length === 0) return [];
  const named = conditions.slice(0, 3).map(({ location: { file, line }, suggestion, check }) => {
    const what = suggestion?.replace(/\.$/, "") ?? `mend ${check}`;
    return `${file}:${String(line)} (${what})`;
  });
  const more = conditions.length > 3 ? ` and ${String(conditions.length - 3)} more` : "";
  return [`On condition of: ${named.join("; ")}${more}.`];
}

function expiredLine(expired: readonly Attestation[]): readonly string[] {
  if (expired.length === 0) return [];
  const named = expired.map(
    ({ criterion, owner, expires }) => `${criterion} (${owner}, ${expires})`,
  );
  return [`Attestations that have expired: ${named.join(", ")}.`];
}

function number(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? "" : "s"}`;
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
