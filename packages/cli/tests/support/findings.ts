import { createFinding, type CriterionId, type Finding, type Severity } from "@faultline/contract";
import { place } from "./sites.js";

/** A new finding of a criterion, at a place that its check names. */
export function finding(
  severity: Severity,
  criterion: CriterionId = "timeout-outbound",
  parts: Partial<Finding> = {},
): Finding {
  const check = parts.check ?? "require-timeout";
  const created = createFinding({
    check,
    criterion,
    origin: "rule",
    location: parts.location ?? place("src/main.ts"),
    message: "Wrong here.",
    subject: `${check} ${criterion} ${severity}`,
  });
  return { ...created, severity, ...parts };
}
