import type { Finding, Severity } from "@faultline/contract";
import { allFindings, messageOf } from "./problems.js";
import type { Renderer } from "./renderer.js";
import { clip, plain } from "./text/escape.js";
import { repositoryPath } from "./text/repository-path.js";
import { counted, place } from "./text/wording.js";

type Level = "error" | "warning" | "notice";

/** GitHub shows no more of each level for one step. */
const MOST_PER_LEVEL = 10;
const LONGEST_TEXT = 1_000;

const LEVEL: Readonly<Record<Severity, Level>> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "notice",
};

/** Workflow commands, which GitHub shows as annotations in the diff of a pull request; the gravest come first. */
export const github: Renderer = (verdict, { folder }) => {
  const findings = allFindings(verdict).filter(({ status }) => status === "new");
  const shown = gravestOf(findings);
  const rest = findings.length - shown.length;
  // What hinders the judgement is about no line; it says first why the step fails.
  const obstacles = verdict.obstacles
    .slice(0, 1)
    .map(({ message, remedy }) =>
      command("error", { title: "Faultline cannot judge" }, `${message} ${remedy}`),
    );
  return [
    ...obstacles,
    ...shown.map((finding) => annotation(finding, folder)),
    ...(rest > 0 ? [`${counted(rest, "more finding")} in the job summary.`] : []),
    `Faultline: ${plain(clip(verdict.headline, LONGEST_TEXT))}`,
    "",
  ].join("\n");
};

function gravestOf(findings: readonly Finding[]): readonly Finding[] {
  const used: Record<Level, number> = { error: 0, warning: 0, notice: 0 };
  return findings.filter(({ severity }) => ++used[LEVEL[severity]] <= MOST_PER_LEVEL);
}

function annotation(finding: Finding, folder: string): string {
  const { location, severity, suggestion, check } = finding;
  const path = repositoryPath(folder, location.file);
  const message = messageOf(finding);
  const text = suggestion === undefined ? message : `${message} ${suggestion}`;
  const title = `${severity}: ${check}`;
  if (path === undefined) {
    return command(LEVEL[severity], { title }, `${place(location)}: ${text}`);
  }
  const properties = {
    file: path,
    line: String(location.line),
    endLine: String(location.endLine),
    // GitHub accepts columns only where they are in one line.
    ...(location.line === location.endLine && { col: String(location.column) }),
    title,
  };
  return command(LEVEL[severity], properties, text);
}

/** https://docs.github.com/actions/reference/workflow-commands-for-github-actions; the escapes are those of `@actions/core`. */
function command(
  level: Level,
  properties: Readonly<Record<string, string>>,
  message: string,
): string {
  const list = Object.entries(properties).map(([name, value]) => `${name}=${property(value)}`);
  return `::${level} ${list.join(",")}::${data(message)}`;
}

function property(value: string): string {
  return data(value).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

function data(value: string): string {
  return plain(clip(value, LONGEST_TEXT)).replaceAll("%", "%25");
}
