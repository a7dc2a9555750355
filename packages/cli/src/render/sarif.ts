import {
  criterion,
  type Finding,
  type Severity,
  type SourceLocation,
  type Verdict,
} from "@faultline/contract";
import { documentationOf } from "./documentation.js";
import { messageOf } from "./problems.js";
import type { Renderer } from "./renderer.js";
import { clip, plain, wellFormed } from "./text/escape.js";
import { visibleJson } from "./text/json.js";
import { relativeUri, repositoryPath } from "./text/repository-path.js";
import { replacementsOf } from "./text/unified-diff.js";
import { counted } from "./text/wording.js";

/** GitHub refuses a run with more; the gravest come first. */
const MOST_RESULTS = 25_000;
/** Places that one result names beside its own. */
const MOST_RELATED = 100;
const LONGEST_TEXT = 4_000;
const LONGEST_NAME = 200;
const LONGEST_DIFF = 100_000;
const ROOT = "%SRCROOT%";

const LEVEL: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
};

/** SARIF 2.1.0 with one run: what code scanning services and editors read. */
export const sarif: Renderer = (verdict, { folder }) => {
  const findings = verdict.findings.slice(0, MOST_RESULTS);
  const rules = rulesOf(findings);
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  return visibleJson({
    $schema:
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "Faultline",
            informationUri: "https://github.com/faultline-dev/faultline",
            rules,
          },
        },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { [ROOT]: { description: { text: "The root of the repository." } } },
        invocations: [invocation(verdict, verdict.findings.length - findings.length)],
        results: findings.map((finding) => result(finding, indexes.get(ruleIdOf(finding)), folder)),
        properties: { verdict: verdict.verdict, headline: line(verdict.headline) },
      },
    ],
  });
};

/** A rule for each check that found something, in the order of their names. */
function rulesOf(findings: readonly Finding[]) {
  const first = new Map<string, Finding>();
  for (const finding of findings) {
    const id = ruleIdOf(finding);
    if (!first.has(id)) first.set(id, finding);
  }
  return [...first].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, finding]) => rule(finding));
}

function rule(finding: Finding) {
  const { title, lens, severity } = criterion(finding.criterion);
  const page = documentationOf(finding);
  const question = `Faultline asks of every service: ${title}.`;
  return {
    id: ruleIdOf(finding),
    name: ruleIdOf(finding),
    shortDescription: { text: title },
    fullDescription: { text: question },
    help: {
      text: page === undefined ? question : `${question} See ${page}`,
      markdown: page === undefined ? question : `${question} [How to meet it](${page}).`,
    },
    ...(page !== undefined && { helpUri: page }),
    defaultConfiguration: { level: LEVEL[severity] },
    properties: { tags: [lens, finding.criterion] },
  };
}

function invocation({ verdict, obstacles }: Verdict, leftOut: number) {
  const notifications = [
    ...obstacles.map(({ message, remedy }) => `${message} ${remedy}`),
    ...(leftOut > 0 ? [`${counted(leftOut, "finding")} left out: a run may hold no more.`] : []),
  ].map((text) => ({ level: "error", message: { text: line(text) } }));
  return {
    executionSuccessful: verdict !== "cannot-judge",
    toolExecutionNotifications: notifications,
  };
}

function result(finding: Finding, ruleIndex: number | undefined, folder: string) {
  const { location, related = [], suggestion, severity } = finding;
  const message = messageOf(finding);
  const fixes = fixesOf(finding, folder);
  return {
    ruleId: ruleIdOf(finding),
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: LEVEL[severity],
    message: { text: line(suggestion === undefined ? message : `${message} ${suggestion}`) },
    locations: [placed(location, folder)],
    ...(related.length > 0 && {
      relatedLocations: related.slice(0, MOST_RELATED).map((other, index) => ({
        id: index + 1,
        ...placed(other, folder),
        message: { text: "The same cause." },
      })),
    }),
    partialFingerprints: { "faultline/v1": finding.fingerprint },
    // Either every result of a run has them or none.
    suppressions: suppressionsOf(finding),
    ...(fixes !== undefined && { fixes }),
    properties: {
      severity,
      criterion: finding.criterion,
      lens: finding.lens,
      origin: finding.origin,
      status: finding.status,
    },
  };
}

function suppressionsOf({ status }: Finding) {
  if (status === "suppressed")
    return [{ kind: "inSource", justification: "Silenced by its team." }];
  if (status === "inherited")
    return [{ kind: "external", justification: "Older than the change." }];
  return [];
}

/** A place that leads out of the repository is only named, so that no viewer opens it. */
function placed(location: SourceLocation, folder: string) {
  const path = repositoryPath(folder, location.file);
  if (path === undefined) {
    return { logicalLocations: [{ fullyQualifiedName: line(location.file) || "unknown" }] };
  }
  const { line: startLine, column: startColumn, endLine, endColumn } = location;
  return {
    physicalLocation: {
      artifactLocation: artifact(path),
      region: { startLine, startColumn, endLine, endColumn },
    },
  };
}

function artifact(path: string) {
  return { uri: relativeUri(path), uriBaseId: ROOT };
}

function fixesOf({ diff, location, suggestion }: Finding, folder: string) {
  const path = repositoryPath(folder, location.file);
  const replacements =
    diff === undefined || diff.length > LONGEST_DIFF ? undefined : replacementsOf(diff);
  if (path === undefined || replacements === undefined) return undefined;
  return [
    {
      description: { text: line(suggestion ?? "Apply the diff.") },
      artifactChanges: [
        {
          artifactLocation: artifact(path),
          replacements: replacements.map(({ line: startLine, count, lines }) => ({
            deletedRegion: { startLine, startColumn: 1, endLine: startLine + count, endColumn: 1 },
            insertedContent: { text: wellFormed(lines.map((text) => `${text}\n`).join("")) },
          })),
        },
      ],
    },
  ];
}

function ruleIdOf({ check }: Finding): string {
  return plain(clip(check, LONGEST_NAME));
}

function line(text: string): string {
  return plain(clip(text, LONGEST_TEXT));
}
