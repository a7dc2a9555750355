import type { Finding } from "@faultline/contract";
import type { Baseline, BaselineEntry } from "../collect/baseline.js";
import type { Change } from "../collect/change.js";
import { isOfTheRun } from "./change-status.js";

/** Which findings a baseline accepts, and which of its entries nothing answers to any more. */
export interface BaselineMatch {
  readonly accepted: ReadonlySet<Finding>;
  readonly gone: Baseline;
}

/**
 * Pairs findings with entries: by fingerprint first, then by file and check, because a site's number changes with its
 * neighbours. Each entry accepts one finding, so that the debt of a file can't grow. `nameThen` is what a file was called
 * when the entry was written.
 */
export function matchBaseline(
  findings: readonly Finding[],
  baseline: Baseline,
  nameThen: (file: string) => string = (file) => file,
): BaselineMatch {
  const open = findings.filter(
    (finding) => finding.status !== "suppressed" && !isOfTheRun(finding),
  );
  const entries = new Set(baseline);
  const accepted = new Set<Finding>();
  const pair = (
    keyOfFinding: (finding: Finding) => string,
    keyOfEntry: (entry: BaselineEntry) => string,
  ): void => {
    const waiting = new Map<string, BaselineEntry[]>();
    for (const entry of entries) {
      const key = keyOfEntry(entry);
      waiting.set(key, [...(waiting.get(key) ?? []), entry]);
    }
    for (const finding of open) {
      if (accepted.has(finding)) continue;
      const entry = waiting.get(keyOfFinding(finding))?.pop();
      if (!entry) continue;
      accepted.add(finding);
      entries.delete(entry);
    }
  };
  pair(
    ({ fingerprint }) => fingerprint,
    ({ fingerprint }) => fingerprint,
  );
  pair(
    ({ check, location }) => `${check} ${nameThen(location.file)}`,
    ({ check, file }) => `${check} ${file}`,
  );
  return { accepted, gone: [...entries] };
}

/**
 * Findings with the status that a baseline gives them. What a change touches decides although it was accepted; what tests
 * prove is only known of now, so that what is neither accepted nor touched has become worse and is new.
 */
export function withBaseline(
  findings: readonly Finding[],
  baseline: Baseline,
  change?: Change,
): readonly Finding[] {
  const nameThen = (file: string): string => change?.files.get(file)?.was ?? file;
  const { accepted } = matchBaseline(findings, baseline, nameThen);
  return findings.map((finding) => {
    if (!change) return accepted.has(finding) ? { ...finding, status: "inherited" } : finding;
    const hasGrown =
      finding.status === "inherited" && finding.origin === "evidence" && !accepted.has(finding);
    return hasGrown ? { ...finding, status: "new" } : finding;
  });
}
