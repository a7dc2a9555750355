import type { Finding } from "@faultline/contract";

const REPOSITORY = "https://github.com/faultline-dev/faultline/blob/main";

/** The page that explains the check behind a finding; none for other tools' checks. */
export function documentationOf({
  check,
  origin,
}: Pick<Finding, "check" | "origin">): string | undefined {
  if (!/^[a-z\d-]+$/.test(check)) return undefined;
  switch (origin) {
    case "rule":
      return `${REPOSITORY}/packages/eslint-plugin/docs/rules/${check}.md`;
    case "project":
      return `${REPOSITORY}/docs/project-checks.md#${check}`;
    case "evidence":
      return `${REPOSITORY}/docs/evidence.md#from-evidence-to-findings`;
    case "external":
      return undefined;
  }
}
