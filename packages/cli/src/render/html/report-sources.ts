import type { SourceLocation } from "@faultline/contract";
import type { ReportSite, ReportSource } from "./report.js";

/** A page of some megabytes still opens at once. */
const MOST_CHARACTERS = 3_000_000;
const LONGEST_FILE = 120_000;
const LONGEST_LINE = 400;

/** The files behind findings, then those with sites, as far as their text is at hand and there is room. */
export function reportSources(
  findings: readonly { readonly location: SourceLocation }[],
  sites: readonly ReportSite[],
  sourceOf: (file: string) => string | undefined,
): readonly ReportSource[] {
  const files = new Set([
    ...findings.map(({ location }) => location.file),
    ...sites.map(({ file }) => file),
  ]);
  const sources: ReportSource[] = [];
  let room = MOST_CHARACTERS;
  for (const file of files) {
    if (room <= 0) break;
    const text = sourceOf(file);
    if (text === undefined || text.length > Math.min(LONGEST_FILE, room)) continue;
    room -= text.length;
    const lines = text.split(/\r\n|\n|\r/).map((line) => line.slice(0, LONGEST_LINE));
    sources.push({ file, lines });
  }
  return sources;
}
