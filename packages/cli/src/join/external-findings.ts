import {
  createFinding,
  externalCriterion,
  externalTool,
  SEVERITIES,
  type Finding,
  type Severity,
} from "@faultline/contract";
import type { ExternalResult, ExternalRun } from "../collect/external-result.js";

/**
 * The results of other tools as findings of our criteria. A finding is never graver than the tool itself
 * calls it, nor than its criterion is. What no criterion asks about is left out.
 */
export function externalFindings(runs: readonly ExternalRun[]): readonly Finding[] {
  const seen = new Map<string, number>();
  const findings = runs
    .flatMap(({ results }) => results)
    .flatMap((result) => {
      const subject = subjectOf(result);
      const ordinal = seen.get(subject) ?? 0;
      const finding = toFinding(result, `${subject}:${String(ordinal)}`);
      if (finding) seen.set(subject, ordinal + 1);
      return finding ? [finding] : [];
    });
  return findings;
}

function toFinding(result: ExternalResult, subject: string): Finding | undefined {
  const criterion = externalCriterion(externalTool(result.tool), result.rule);
  if (criterion === undefined) return undefined;
  const finding = createFinding({
    check: `${result.tool.toLowerCase().replaceAll(" ", "-")}/${result.rule}`,
    criterion,
    origin: "external",
    location: result.location,
    message: result.message,
    subject,
  });
  return {
    ...finding,
    severity: criterion === "security-scan" ? result.grade : milder(finding.severity, result.grade),
    status: result.status,
  };
}

/** `security-scan` asks that a scan finds nothing, so that the scan says how grave it is. */
function milder(a: Severity, b: Severity): Severity {
  return SEVERITIES.indexOf(a) > SEVERITIES.indexOf(b) ? a : b;
}

/** Without the line, which moves; several alike in one file are counted. */
function subjectOf({ tool, rule, message, location, identity }: ExternalResult): string {
  return [tool, rule, location.file, identity ?? message].join(":");
}
