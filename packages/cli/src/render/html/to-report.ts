import {
  criterion,
  viewOf,
  type EvidenceSummary,
  type FaultSite,
  type Finding,
  type LedgerEntry,
  type SourceLocation,
  type Verdict,
} from "@faultline/contract";
import { documentationOf } from "../documentation.js";
import { allFindings, messageOf } from "../problems.js";
import { cleanText } from "./clean-text.js";
import type { Report, ReportFinding, ReportMechanism, ReportSite } from "./report.js";
import { reportRoutes } from "./report-routes.js";
import { reportSources } from "./report-sources.js";
import { SITE_STATES, siteState } from "./site-state.js";

const MOST_FINDINGS = 5_000;
const MOST_SITES = 20_000;
const MOST_TESTS = 20;
const MOST_RELATED = 50;

const NOTHING_RAN: EvidenceSummary = {
  tests: { total: 0, passed: 0, failed: 0, skipped: 0 },
  databases: [],
  routes: [],
  outbound: [],
  invariants: [],
  concurrency: [],
};

/** What the page shows of a verdict: the worst first, each test name once, within limits that a browser bears. */
export function toReport(verdict: Verdict, sourceOf: (file: string) => string | undefined): Report {
  const { evidence = NOTHING_RAN, ledger } = verdict;
  const suppressed = verdict.findings.filter(({ status }) => status === "suppressed");
  const findings = [...allFindings(verdict), ...suppressed];
  const shown = findings.slice(0, MOST_FINDINGS);
  const tests = new Map<string, number>();
  const sites = ledger.map(siteReporter(shown, tests)).toSorted(worstFirst).slice(0, MOST_SITES);
  const { headline, summary, counts, gates, risk, scope, inputs, obstacles } = verdict;
  const { tradeoffs, disagreements, escalations, lenses } = verdict;
  return cleanText({
    verdict: verdict.verdict,
    ...{ headline, summary, counts, gates, risk, scope, inputs, obstacles },
    ...{ tradeoffs, disagreements, escalations },
    lenses: { infrastructure: lensOf(lenses.infrastructure), testing: lensOf(lenses.testing) },
    findings: shown.map(toFinding),
    sites,
    tests: [...tests.keys()],
    criteria: verdict.criteria.map(({ id, status }) => {
      const { title, lens, severity } = criterion(id);
      return { id, title, lens, severity, status };
    }),
    routes: reportRoutes(ledger, evidence),
    databases: evidence.databases.map((database) => ({ ...database, tests: [] })),
    outbound: evidence.outbound.map((target) => ({ ...target, tests: [] })),
    sources: reportSources(shown, sites, sourceOf),
    leftOut: {
      findings: findings.length - shown.length,
      sites: ledger.length - sites.length,
    },
  });
}

function lensOf({ status, good }: Verdict["lenses"]["testing"]): Report["lenses"]["testing"] {
  return { status, good };
}

function toFinding(finding: Finding): ReportFinding {
  const { check, severity, origin, status, location, related = [], suggestion, diff } = finding;
  return {
    check,
    page: documentationOf(finding) ?? "",
    criterion: finding.criterion,
    title: criterion(finding.criterion).title,
    severity,
    view: viewOf(finding.lens),
    origin,
    status,
    file: location.file,
    line: location.line,
    related: related.slice(0, MOST_RELATED).map(({ file, line }) => ({ file, line })),
    message: messageOf(finding),
    suggestion: suggestion ?? "",
    diff: diff ?? "",
  };
}

/** Turns entries of the ledger into the page's sites, and collects the names of their tests. */
function siteReporter(
  findings: readonly Finding[],
  tests: Map<string, number>,
): (entry: LedgerEntry) => ReportSite {
  const byPlace = positionsByPlace(findings);
  const positionOf = (test: string): number => {
    const known = tests.get(test) ?? tests.size;
    tests.set(test, known);
    return known;
  };
  return (entry) => {
    const { site, evidence } = entry;
    const positions = placesOf(site).flatMap((place) => byPlace.get(place) ?? []);
    const own = positions.map((position) => findings[position]).filter((one) => one !== undefined);
    return {
      file: site.location.file,
      line: site.location.line,
      endLine: site.extent.endLine,
      kind: site.kind,
      library: site.library,
      operation: site.operation,
      function: site.function,
      target: site.target ?? "",
      state: siteState(entry, own),
      rung: evidence.rung,
      failures: evidence.failures,
      tests: evidence.tests.slice(0, MOST_TESTS).map(positionOf),
      testCount: evidence.tests.length,
      mechanisms: mechanismsOf(site),
      findings: positions,
    };
  };
}

/** A site's own place, and those of its parts that lack something: one container of a workload. */
function placesOf({ location, mechanisms }: FaultSite): readonly string[] {
  const parts = Object.values(mechanisms).flatMap((fact) =>
    fact.state === "absent" && fact.at ? [{ ...fact.at, file: location.file }] : [],
  );
  return [...new Set([location, ...parts].map(placeOf))];
}

/** The order of the ledger stays among sites that stand alike. */
function worstFirst(a: ReportSite, b: ReportSite): number {
  return SITE_STATES.indexOf(a.state) - SITE_STATES.indexOf(b.state);
}

function mechanismsOf({ mechanisms }: FaultSite): readonly ReportMechanism[] {
  return Object.entries(mechanisms).map(([name, { state, detail }]) => ({ name, state, detail }));
}

/** Positions of the findings at a place, as their own or as one of the same cause. */
function positionsByPlace(findings: readonly Finding[]): ReadonlyMap<string, readonly number[]> {
  const positions = new Map<string, number[]>();
  for (const [position, { location, related = [] }] of findings.entries()) {
    for (const place of new Set([location, ...related].map(placeOf))) {
      const known = positions.get(place);
      if (known) known.push(position);
      else positions.set(place, [position]);
    }
  }
  return positions;
}

function placeOf({ file, line, column }: SourceLocation): string {
  return `${file}:${String(line)}:${String(column)}`;
}
