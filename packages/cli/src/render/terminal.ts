import type { Finding, LensResult, SourceLocation, Tradeoff, Verdict } from "@faultline/contract";
import {
  findingsOf,
  groupEqual,
  locationsOf,
  messageOf,
  suppressedCount,
  type Problem,
  type View,
} from "./problems.js";
import type { Renderer } from "./renderer.js";
import { clip, plain } from "./text/escape.js";
import { SEVERITY_STYLE, painter, type Paint, type Style } from "./text/paint.js";
import { counted, emptyLens, place, places, severityLabel } from "./text/wording.js";
import { wrap } from "./text/wrap.js";

/** Problems and good points shown per lens; more are counted. */
const SHOWN_PER_LENS = 20;
const WIDEST = 100;
const LONGEST_TEXT = 2_000;

/** What a person reads after a review, from the verdict to its reasons and back. */
export const terminal: Renderer = (verdict, options) => {
  const page = { paint: painter(options), width: Math.min(Math.max(options.width, 40), WIDEST) };
  const blocks = [
    [headline(verdict, page)],
    summary(verdict, page),
    lens(verdict, "infrastructure", page),
    lens(verdict, "testing", page),
    tensions("TRADE-OFFS", verdict.tradeoffs, page),
    tensions("DISAGREEMENTS", verdict.disagreements, page),
    escalations(verdict, page),
    risk(verdict, page),
    openQuestions(verdict, page),
    obstacles(verdict, page),
    [headline(verdict, page)],
  ];
  const filled = blocks.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join("\n")).join("\n\n")}\n`;
};

interface Page {
  readonly paint: Paint;
  readonly width: number;
}

type Lines = readonly string[];

const HEADLINE_STYLE: Readonly<Record<Verdict["verdict"], Style>> = {
  approve: ["bold", "green"],
  conditional: ["bold", "yellow"],
  revise: ["bold", "red"],
  block: ["bold", "red"],
  "cannot-judge": ["bold", "magenta"],
};

function headline(verdict: Verdict, page: Page): string {
  return page.paint(HEADLINE_STYLE[verdict.verdict], legible(verdict.headline));
}

function summary(verdict: Verdict, page: Page): Lines {
  const gates = verdict.gates.map(({ name, status, detail }) => {
    const because = status === "passed" || detail === "" ? "" : ` (${detail.replace(/\.$/, "")})`;
    return `${name} ${status.replace("-", " ")}${because}`;
  });
  const sentences = [...verdict.summary];
  if (gates.length > 0) sentences.push(`Gates: ${gates.join(", ")}.`);
  return sentences.flatMap((sentence) => text(sentence, "  ", page));
}

function lens(verdict: Verdict, view: View, page: Page): Lines {
  const result = verdict.lenses[view];
  const findings = findingsOf(verdict, view);
  const lines = [...goodPoints(result, page), ...problems(findings, page)];
  const title = heading(`${view.toUpperCase()}: ${result.status.replace("-", " ")}`, page);
  return [title, ...(lines.length > 0 ? lines : [`  ${emptyLens(result.status)}`])];
}

function goodPoints({ good }: LensResult, page: Page): Lines {
  const shown = good
    .slice(0, SHOWN_PER_LENS)
    .flatMap(({ message, locations }) => bullet("✓", "green", message + at(locations), page));
  return [...shown, ...andMore(good.length - SHOWN_PER_LENS)];
}

function problems(findings: readonly Finding[], page: Page): Lines {
  const groups =
    findings.length > SHOWN_PER_LENS
      ? groupEqual(findings)
      : findings.map((finding) => ({ finding, others: [] }));
  const hidden = groups
    .slice(SHOWN_PER_LENS)
    .flatMap(({ finding, others }) => [finding, ...others]);
  const shown = groups.slice(0, SHOWN_PER_LENS).flatMap((group) => problem(group, page));
  return [...shown, ...andMore(hidden.length)];
}

function problem(group: Problem, page: Page): Lines {
  const { finding } = group;
  const { paint } = page;
  const rest = locationsOf(group).slice(1);
  const severity = paint(SEVERITY_STYLE[finding.severity], severityLabel(finding));
  const check = paint("dim", legible(finding.check));
  // A place is never broken over two lines: terminals make `file:line` a link.
  return [
    `  ${paint("red", "✗")} ${severity}  ${paint("bold", legible(place(finding.location)))}  ${check}`,
    ...(rest.length > 0 ? text(`and at ${places(rest)}`, "    ", page) : []),
    ...text(messageOf(finding), "    ", page),
    ...advice(finding.suggestion, page),
  ];
}

function advice(suggestion: string | undefined, page: Page): Lines {
  if (suggestion === undefined) return [];
  return wrap(legible(suggestion), page.width, { first: "    → ", rest: "      " });
}

function andMore(count: number): Lines {
  return count > 0 ? [`  and ${String(count)} more; see --format json`] : [];
}

function tensions(title: string, list: readonly Tradeoff[], page: Page): Lines {
  if (list.length === 0) return [];
  const lines = list.flatMap(({ message, locations }) =>
    bullet("±", "yellow", message + at(locations), page),
  );
  return [heading(title, page), ...lines];
}

function escalations(verdict: Verdict, page: Page): Lines {
  if (verdict.escalations.length === 0) return [];
  const lines = verdict.escalations.flatMap(({ to, reason, locations }) =>
    bullet("!", "yellow", `${to}: ${reason}${at(locations)}`, page),
  );
  return [heading("ESCALATIONS", page), ...lines];
}

function risk({ risk: { level, rollback } }: Verdict, page: Page): Lines {
  return [heading(`RISK: ${level}`, page), ...text(`Rollback: ${rollback}`, "  ", page)];
}

function openQuestions(verdict: Verdict, page: Page): Lines {
  const open = verdict.criteria.filter(({ status }) => status === "open").length;
  const suppressed = suppressedCount(verdict);
  const questions = `${counted(open, "open question")} only people can answer; see --format json`;
  return [
    ...(open > 0 ? text(questions, "", page) : []),
    ...(suppressed > 0 ? [`${counted(suppressed, "suppressed finding")} not shown`] : []),
  ];
}

function obstacles(verdict: Verdict, page: Page): Lines {
  if (verdict.obstacles.length === 0) return [];
  const lines = verdict.obstacles.flatMap(({ message, remedy }) => [
    ...bullet("?", "magenta", message, page),
    ...advice(remedy, page),
  ]);
  return [heading("WHY IT CANNOT BE JUDGED", page), ...lines];
}

function at(locations: readonly SourceLocation[]): string {
  return locations.length === 0 ? "" : ` (${places(locations)})`;
}

function heading(title: string, { paint }: Page): string {
  return paint("bold", title);
}

function bullet(symbol: string, style: Style, message: string, { paint, width }: Page): Lines {
  const [first = "", ...rest] = wrap(legible(message), width, { first: "", rest: "    " });
  return [`  ${paint(style, symbol)} ${first}`, ...rest];
}

function text(message: string, indent: string, { width }: Page): Lines {
  return wrap(legible(message), width, { first: indent, rest: indent });
}

function legible(message: string): string {
  return plain(clip(message, LONGEST_TEXT));
}
