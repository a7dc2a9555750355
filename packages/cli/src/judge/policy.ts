import { CRITERIA, type CriterionId, type Finding } from "@faultline/contract";
import type { CheckPolicy } from "../policy.js";

/** The findings with the project's own severities; those of criteria that are off are gone. */
export function applyPolicy(findings: readonly Finding[], policy: CheckPolicy): readonly Finding[] {
  return findings.flatMap((finding) => {
    const severity = policy.severities[finding.criterion];
    if (severity === "off") return [];
    return [severity === undefined ? finding : { ...finding, severity }];
  });
}

/** The criteria that the configuration leaves out. */
export function criteriaOff({ severities }: CheckPolicy): ReadonlySet<CriterionId> {
  return new Set(CRITERIA.map(({ id }) => id).filter((id) => severities[id] === "off"));
}

/** True when a check of that preset, which decides these criteria, is to run. */
export function isWanted(
  check: { readonly preset: CheckPolicy["preset"]; readonly criteria: readonly CriterionId[] },
  policy: CheckPolicy,
): boolean {
  const severities = check.criteria.map((id) => policy.severities[id]);
  if (severities.every((severity) => severity === "off")) return false;
  const isNamed = severities.some((severity) => severity !== undefined && severity !== "off");
  return check.preset === "recommended" || policy.preset === "strict" || isNamed;
}
