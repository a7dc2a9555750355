import {
  compareLocations,
  FAILURE_KINDS,
  SEVERITIES,
  type CheckResult,
  type Evidence,
  type FailureCounts,
  type Finding,
} from "@faultline/contract";

const WIDTH = 80;
const MAX_FINDINGS = 5;
/** Lines for databases and HTTP dependencies; the evidence file has them all. */
const MAX_DEPENDENCIES = 3;

/**
 * The section printed after a run: at most 15 lines of 80 columns, without colour. `whereabouts` says
 * where the evidence is, or why it is not on disk.
 */
export function summarise(
  evidence: Evidence,
  results: readonly CheckResult[],
  whereabouts: string,
): string {
  const lines = [
    `Faultline: what ${plural(evidence.tests.total, "test")} ${evidence.tests.total === 1 ? "proves" : "prove"} about failure`,
    ...incomplete(evidence),
    ...errorPaths(evidence),
    ...dependencies(evidence),
    ...concurrency(evidence),
    ...worstFindings(results.flatMap(({ judgement }) => judgement.findings)),
    `  ${whereabouts}`,
  ];
  return lines.map(fit).join("\n");
}

function incomplete({ complete, incomplete: reasons }: Evidence): readonly string[] {
  const [reason = "the run was partial", ...others] = reasons;
  if (complete) return [];
  const more = others.length > 0 ? ` (and ${plural(others.length, "more reason")})` : "";
  return [`  Cannot judge: ${reason}${more}`];
}

function errorPaths({ errorPaths: paths }: Evidence): readonly string[] {
  if (paths.length === 0) return [];
  const asserted = paths.filter(({ rung }) => rung === "asserted").length;
  const executed = paths.filter(({ rung }) => rung === "executed").length + asserted;
  const unknown = paths.filter(({ rung }) => rung === "unknown").length;
  const unseen = unknown > 0 ? `, ${String(unknown)} unknown` : "";
  return [
    row(
      "Error paths",
      `${String(executed)} of ${String(paths.length)} executed, ${String(asserted)} asserted${unseen}`,
    ),
  ];
}

function dependencies({ databases, outbound }: Evidence): readonly string[] {
  const lines = [
    ...databases.map(({ engine, real, mocked, unknown, failures }) => {
      const others = [
        mocked && `mocked ${String(mocked)}`,
        unknown && `unknown ${String(unknown)}`,
      ];
      const tests = [`real ${String(real)}`, ...others.filter(Boolean)].join(", ");
      return row("Database", `${engine}: ${tests}; ${failuresSeen(failures)}`);
    }),
    ...outbound.map(({ target, failures }) =>
      row("Dependency", `${target}: ${failuresSeen(failures)}`),
    ),
  ];
  if (lines.length <= MAX_DEPENDENCIES) return lines;
  const shown = lines.slice(0, MAX_DEPENDENCIES - 1);
  return [...shown, row("", `and ${String(lines.length - shown.length)} more dependencies`)];
}

function concurrency(evidence: Evidence): readonly string[] {
  const writing = evidence.concurrency.filter(({ writes }) => writes);
  if (writing.length === 0) return [];
  const tested = writing.filter(({ sameKey }) => sameKey);
  const routes = plural(writing.length, "writing route");
  return [
    row("Concurrency", `${String(tested.length)} of ${routes} in flight twice at once for one key`),
  ];
}

function worstFindings(findings: readonly Finding[]): readonly string[] {
  if (findings.length === 0) return [];
  const worstFirst = findings.toSorted(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      compareLocations(a.location, b.location),
  );
  const shown = worstFirst.slice(0, MAX_FINDINGS).map(({ severity, check, location, message }) => {
    const where = `${location.file}:${String(location.line)}`;
    return `    ${severity}  ${check}  ${where}  ${message}`;
  });
  const hidden = findings.length - shown.length;
  return [
    `  ${plural(findings.length, "finding")}`,
    ...shown,
    ...(hidden > 0 ? [`    and ${String(hidden)} more`] : []),
  ];
}

function failuresSeen(failures: FailureCounts): string {
  const seen = FAILURE_KINDS.filter((kind) => failures[kind]);
  const names = seen.map((kind) => (kind === "error-reply" ? "errors" : kind));
  return names.length === 0 ? "never failed" : `saw ${names.join(", ")}`;
}

function row(label: string, text: string): string {
  return `  ${label.padEnd(13)}${text}`;
}

function plural(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** Names of tests and files are anyone's: nothing in them may move the cursor or change the direction of text. */
function fit(line: string): string {
  const characters = Array.from(line.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, " "));
  return characters.length <= WIDTH
    ? characters.join("")
    : `${characters.slice(0, WIDTH - 1).join("")}…`;
}
