import type { Finding } from "@faultline/contract";
import type { Change } from "../collect/change.js";
import type { Touched } from "./touched.js";

/** What findings are compared with. */
export interface Base {
  readonly change: Change;
  readonly touched: Touched;
  /** Findings as they were at the base, with the names that files had there. */
  readonly findings: readonly Finding[];
  /** Files whose findings were looked at again at the base: changed ones, and those that depend on them. */
  readonly compared: ReadonlySet<string>;
}

/**
 * Findings with their status before the change: `new` where the change touches what they are about, or where they were not there
 * at the base although nothing of them was touched; `inherited` otherwise.
 */
export function withChangeStatus(findings: readonly Finding[], base: Base): readonly Finding[] {
  const known = knownAt(base.findings);
  return findings.map((finding) => {
    if (finding.status !== "new" || isOfTheRun(finding)) return finding;
    const isNew =
      base.touched.finding(finding) || (isCompared(finding, base) && !known.has(finding, base));
    return isNew ? finding : { ...finding, status: "inherited" };
  });
}

/** True where only the base can tell which of the findings are new. */
export function needsBase(findings: readonly Finding[], base: Omit<Base, "findings">): boolean {
  return findings.some(
    (finding) =>
      finding.status === "new" &&
      !isOfTheRun(finding) &&
      isCompared(finding, base) &&
      !base.touched.finding(finding),
  );
}

/** What the test run as a whole says: nobody inherits a suite that fails. */
export function isOfTheRun({ criterion }: Finding): boolean {
  return criterion === "review-quality-gates";
}

/** Whether the finding would have been found at the base. What tests prove, and what other tools say, is known of now alone. */
function isCompared({ origin, location }: Finding, { compared }: Pick<Base, "compared">): boolean {
  return origin === "project" || (origin === "rule" && compared.has(location.file));
}

interface KnownFindings {
  has(finding: Finding, base: Base): boolean;
}

/** A site's number changes with its neighbours, and its file's name with a rename: the line it was on tells as well. */
function knownAt(findings: readonly Finding[]): KnownFindings {
  const fingerprints = new Set(findings.map(({ fingerprint }) => fingerprint));
  const places = new Set(
    findings.map((finding) => keyOf(finding, finding.location.file, finding.location.line)),
  );
  return {
    has(finding, { change }) {
      const { file, line } = finding.location;
      const changed = change.files.get(file);
      const before = changed ? changed.lines.before(line) : { file, line };
      if (before && places.has(keyOf(finding, before.file, before.line))) return true;
      // In a changed file the number may belong to another site by now.
      return (!changed || finding.origin === "project") && fingerprints.has(finding.fingerprint);
    },
  };
}

function keyOf({ check, criterion }: Finding, file: string, line: number): string {
  return [check, criterion, file, String(line)].join("\0");
}
