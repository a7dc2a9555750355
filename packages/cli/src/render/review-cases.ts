import {
  criterion,
  SEVERITIES,
  type CriterionResult,
  type Finding,
  type Verdict,
} from "@faultline/contract";
import { messageOf } from "./problems.js";
import { clip, plain } from "./text/escape.js";
import { place } from "./text/wording.js";

/** One thing the review decided, in the words of a test runner. */
export interface ReviewCase {
  /** `infrastructure`, `testing`, `contract`, `security`, `process`, `gates` or `review`. */
  readonly suite: string;
  /** The same in every run, so that a CI system can follow it. */
  readonly name: string;
  /** `broken`: the review could not decide. */
  readonly state: "passed" | "failed" | "skipped" | "broken";
  /** Why it did not pass, in one line; empty where it did. */
  readonly message: string;
  /** Every finding behind it, a line each; empty where there is none. */
  readonly details: string;
  /** Where its gravest finding is. */
  readonly at: Finding["location"] | undefined;
}

const LONGEST_TEXT = 2_000;
const MOST_DETAILS = 200;

/**
 * The review as test cases, one per criterion and not per finding: a criterion has the same name in
 * every run, so that a CI system shows what has been broken since when, and a review without
 * findings is a list of passed cases and not an empty report, which several systems take for a
 * failure. What does not apply is left out.
 */
export function reviewCases(verdict: Verdict): readonly ReviewCase[] {
  return [judgement(verdict), ...gates(verdict), ...criteria(verdict)];
}

function judgement({ obstacles }: Verdict): ReviewCase {
  const lines = obstacles.map(({ message, remedy }) => line(`${message} ${remedy}`));
  return {
    suite: "review",
    name: "can be judged",
    state: lines.length > 0 ? "broken" : "passed",
    message: lines[0] ?? "",
    details: lines.slice(0, MOST_DETAILS).join("\n"),
    at: undefined,
  };
}

function gates(verdict: Verdict): readonly ReviewCase[] {
  const states = { passed: "passed", failed: "failed", "not-run": "skipped" } as const;
  return verdict.gates.map(({ name, status, detail }) => ({
    suite: "gates",
    name,
    state: states[status],
    message: status === "passed" ? "" : line(detail) || status.replace("-", " "),
    details: "",
    at: undefined,
  }));
}

function criteria(verdict: Verdict): readonly ReviewCase[] {
  const findings = findingsByCriterion(verdict.findings);
  return verdict.criteria.flatMap(({ id, status }) => {
    const { lens, title } = criterion(id);
    const own = findings.get(id) ?? [];
    const outcome = outcomeOf(status, title, own);
    const base = { suite: lens, name: `${id}: ${title}`, at: own[0]?.location };
    return outcome ? [{ ...base, ...outcome }] : [];
  });
}

type Outcome = Pick<ReviewCase, "state" | "message" | "details">;

function outcomeOf(
  status: CriterionResult["status"],
  title: string,
  findings: readonly Finding[],
): Outcome | undefined {
  const details = detailsOf(findings);
  switch (status) {
    case "met":
    case "attested":
      return { state: "passed", message: "", details };
    case "unmet":
      return { state: "failed", message: findings[0] ? describe(findings[0]) : title, details };
    case "open":
      return { state: "skipped", message: "A question that only people can answer.", details };
    case "unknown":
      return { state: "skipped", message: "Nothing is known of it.", details };
    case "not-applicable":
      return undefined;
  }
}

/** Under each criterion the findings that leave it unmet, worst first. */
function findingsByCriterion(
  findings: readonly Finding[],
): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  const worstFirst = findings
    .filter(({ status }) => status !== "suppressed")
    .toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  for (const finding of worstFirst) {
    for (const id of [finding.criterion, ...(finding.alsoUnmet ?? [])]) {
      const group = groups.get(id);
      if (group) group.push(finding);
      else groups.set(id, [finding]);
    }
  }
  return groups;
}

function detailsOf(findings: readonly Finding[]): string {
  const rest = findings.length - MOST_DETAILS;
  const lines = findings.slice(0, MOST_DETAILS).map((finding) => {
    const { severity, suggestion } = finding;
    return `${severity}  ${describe(finding)}${suggestion ? ` → ${line(suggestion)}` : ""}`;
  });
  return [...lines, ...(rest > 0 ? [`and ${String(rest)} more`] : [])].join("\n");
}

function describe(finding: Finding): string {
  return `${line(place(finding.location))}: ${line(messageOf(finding))}`;
}

function line(text: string): string {
  return plain(clip(text, LONGEST_TEXT));
}
