import type { Finding, LensResult, SourceLocation } from "@faultline/contract";
import { clip } from "./escape.js";

/** Nobody reads more of a path. */
const LONGEST_PATH = 500;

/** `1 file`, `3 files`. */
export function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** `src/payments.ts:40`. */
export function place(location: SourceLocation): string {
  return `${clip(location.file, LONGEST_PATH)}:${String(location.line)}`;
}

/** The first two places, and how many more there are; empty for none. */
export function places(
  locations: readonly SourceLocation[],
  write: (place: string) => string = (text) => text,
): string {
  const shown = locations.slice(0, 2).map((location) => write(place(location)));
  const rest = locations.length - shown.length;
  return [...shown, ...(rest > 0 ? [`${String(rest)} more`] : [])].join(", ");
}

/** What stands under a lens that has neither problems nor good points. */
export function emptyLens(status: LensResult["status"]): string {
  return status === "cannot-judge" ? "Not judged; the reasons are below." : "Nothing to report.";
}

/** `high`, or `high, inherited` when it was there before the change. */
export function severityLabel(finding: Finding): string {
  return finding.status === "inherited" ? `${finding.severity}, inherited` : finding.severity;
}
