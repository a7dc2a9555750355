import {
  createFinding,
  NOT_APPLICABLE,
  UNKNOWN,
  type CheckResult,
  type Judgement,
} from "@faultline/contract";
import type { Change } from "../collect/change.js";
import type { CollectedCoverage } from "../collect/coverage.js";
import type { CoveragePolicy } from "../policy.js";

/** The floor that is held to where the project names none. */
const USUAL_FLOOR = 80;
const USUAL_SMALL_CHANGE = 20;

/** How many of the files with lines that no test ran are named. */
const NAMED_FILES = 5;

export interface CoverageReview {
  readonly coverage: CollectedCoverage | undefined;
  readonly change: Change | undefined;
  readonly floor: CoveragePolicy;
}

/** Lines that tests ran, of those that could have been run. */
export interface Covered {
  readonly run: number;
  readonly total: number;
  /** Lines that no test ran, by file. */
  readonly missed: ReadonlyMap<string, readonly number[]>;
}

/** Says whether tests run enough lines: of the change where there is one, of everything otherwise. */
export function lowCoverage(review: CoverageReview): CheckResult {
  return { check: "low-coverage", criteria: ["tests-coverage"], judgement: judgeCoverage(review) };
}

/** The lines that count: those that the change wrote where there is one. */
export function coveredLines(coverage: CollectedCoverage, change: Change | undefined): Covered {
  const missed = new Map<string, number[]>();
  let run = 0;
  let total = 0;
  for (const [file, hits] of coverage.files) {
    const lines = change?.files.get(file)?.lines;
    if (change && !lines) continue;
    const none: number[] = [];
    for (const { line, hits: count } of hits.lines()) {
      if (lines && !lines.touches({ line, endLine: line })) continue;
      total++;
      if (count > 0) run++;
      else none.push(line);
    }
    if (none.length > 0) missed.set(file, none);
  }
  return { run, total, missed };
}

function judgeCoverage({ coverage, change, floor }: CoverageReview): Judgement {
  if (!coverage) return UNKNOWN;
  const { lines: least = USUAL_FLOOR, smallChange = USUAL_SMALL_CHANGE } = floor;
  const covered = coveredLines(coverage, change);
  const { run, total } = covered;
  if (total === 0 || (change && total < smallChange)) return NOT_APPLICABLE;
  // Compared without a division, so that 80 % of the lines is 80 %.
  if (run * 100 >= least * total) {
    const message = `Tests run ${percent(run, total)} of ${which(change, total)}`;
    return {
      state: "judged",
      findings: [],
      good: [{ criterion: "tests-coverage", message, locations: [] }],
    };
  }
  return { state: "judged", findings: finding(covered, least, change), good: [] };
}

function finding({ run, total, missed }: Covered, least: number, change: Change | undefined) {
  const worst = [...missed].toSorted(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  const [first, ...others] = worst;
  if (!first) return [];
  const named = worst.slice(0, NAMED_FILES).map(([file, lines]) => `${file}:${ranges(lines)}`);
  const more =
    worst.length > NAMED_FILES ? ` and ${String(worst.length - NAMED_FILES)} more files` : "";
  return [
    createFinding({
      check: "low-coverage",
      criterion: "tests-coverage",
      origin: "evidence",
      location: at(first),
      ...(others.length > 0 && { related: others.slice(0, NAMED_FILES - 1).map(at) }),
      message: `Tests run ${percent(run, total)} of ${which(change, total)}, less than ${String(least)} %. Nobody knows what the others do when they run for the first time in production: ${named.join(", ")}${more}.`,
      suggestion: "Test what those lines do, or take them out.",
      subject: change ? "changed lines" : "lines",
    }),
  ];
}

function at([file, lines]: readonly [string, readonly number[]]) {
  const line = lines[0] ?? 1;
  return { file, line, column: 1, endLine: line, endColumn: 1 };
}

function which(change: Change | undefined, total: number): string {
  return `the ${String(total)} ${change ? "changed lines" : "lines"} that can be run`;
}

/** Rounded down: 79.9 % is not 80 %. */
function percent(run: number, total: number): string {
  return `${String(Math.floor((run * 100) / total))} %`;
}

/** `4-9,12`: at most four ranges. */
function ranges(lines: readonly number[]): string {
  const found: { from: number; to: number }[] = [];
  for (const line of lines) {
    const last = found.at(-1);
    if (last?.to === line - 1) last.to = line;
    else found.push({ from: line, to: line });
  }
  const shown = found
    .slice(0, 4)
    .map(({ from, to }) => (from === to ? String(from) : `${String(from)}-${String(to)}`));
  return `${shown.join(",")}${found.length > 4 ? ",…" : ""}`;
}
