import type { Finding, SourceLocation, Tradeoff, Verdict } from "@faultline/contract";
import { allFindings, findingsOf, messageOf, suppressedCount, type View } from "./problems.js";
import type { Renderer } from "./renderer.js";
import { clip, markdownCode, markdownFence, markdownInline } from "./text/escape.js";
import { fit, type Section } from "./text/fit.js";
import { counted, emptyLens, place, places, severityLabel } from "./text/wording.js";

/** GitHub refuses comments of more than 65,536 characters. */
const LONGEST_COMMENT = 65_000;
const LONGEST_TEXT = 600;

/** Finds the comment of an earlier run again, so that it can be replaced. */
const MARKER = "<!-- faultline-review -->";

/**
 * A pull request comment in the shape of the review guide's output: what decides is open, what
 * explains it folds away, and what is longer than a comment may be leaves out the explanations first.
 */
export const markdown: Renderer = (verdict) =>
  fit(
    [
      title(verdict),
      list("Executive summary", [...verdict.summary.map(inline), ...gates(verdict)]),
      obstacles(verdict),
      table(verdict),
      lens(verdict, "infrastructure", "Infrastructure review"),
      lens(verdict, "testing", "Testing review"),
      tensions(verdict),
      escalations(verdict),
      paragraph("API contract delta", "Not compared."),
      diffs(verdict),
      risk(verdict),
      paragraph(
        "Final verdict",
        [`**${inline(verdict.headline)}**`, ...leftOpen(verdict)].join("\n\n"),
      ),
    ].filter((section) => section !== undefined),
    LONGEST_COMMENT,
  );

function title(verdict: Verdict): Section {
  const opening = `${MARKER}\n\n## Faultline review: ${inline(verdict.headline)}`;
  return { name: "title", opening, items: [], separator: "\n", rank: 0 };
}

function gates(verdict: Verdict): readonly string[] {
  return verdict.gates
    .filter(({ status }) => status !== "passed")
    .map(({ name, status, detail }) =>
      inline(`Gate ${name} ${status.replace("-", " ")}: ${detail}`),
    );
}

function table(verdict: Verdict): Section | undefined {
  const findings = allFindings(verdict);
  if (findings.length === 0) return undefined;
  const head = "| Severity | File:Line | Issue | Recommended fix |\n| :-- | :-- | :-- | :-- |\n";
  const opening = `### Review table\n\n${head}`;
  return { name: "review table", opening, items: findings.map(row), separator: "\n", rank: 0 };
}

function row(finding: Finding): string {
  const cells = [
    severityLabel(finding),
    places([finding.location, ...(finding.related ?? [])], code),
    inline(messageOf(finding)),
    inline(finding.suggestion ?? ""),
  ];
  return `| ${cells.join(" | ")} |`;
}

function lens(verdict: Verdict, view: View, name: string): Section {
  const problems = findingsOf(verdict, view).map(
    (finding) => `❌ Problem: ${inline(finding.message)}${at([finding.location])}`,
  );
  const good = verdict.lenses[view].good.map(
    ({ message, locations }) => `✅ Good: ${inline(message)}${at(locations)}`,
  );
  const { status } = verdict.lenses[view];
  const items = [...problems, ...good].map((item) => `- ${item}`);
  const amount = `${counted(problems.length, "problem")}, ${String(good.length)} good`;
  const heading = `${name}: ${status.replace("-", " ")}`;
  return folded(heading, amount, items.length > 0 ? items : [emptyLens(status)], "\n", 2);
}

function tensions(verdict: Verdict): Section | undefined {
  const items = [
    ...verdict.tradeoffs.map((tension) => `- Trade-off: ${tensionText(tension)}`),
    ...verdict.disagreements.map((tension) => `- Disagreement: ${tensionText(tension)}`),
  ];
  if (items.length === 0) return undefined;
  return folded("Trade-offs and disagreements", String(items.length), items, "\n", 3);
}

function tensionText({ message, locations }: Tradeoff): string {
  return `${inline(message)}${at(locations)}`;
}

function diffs(verdict: Verdict): Section | undefined {
  const items = allFindings(verdict).flatMap(({ diff, location }) =>
    diff === undefined ? [] : [`${code(place(location))}\n\n${markdownFence("diff", diff)}`],
  );
  if (items.length === 0) return undefined;
  return folded("Inline diffs", String(items.length), items, "\n\n", 4);
}

function risk({ risk: { level, rollback } }: Verdict): Section {
  return paragraph("Risk and rollback", `Risk is ${level}. Rollback: ${inline(rollback)}`);
}

function escalations(verdict: Verdict): Section | undefined {
  const items = verdict.escalations.map(
    ({ to, reason, locations }) => `**${to}**: ${inline(reason)}${at(locations)}`,
  );
  return list("Escalations", items);
}

function obstacles(verdict: Verdict): Section | undefined {
  const items = verdict.obstacles.map(
    ({ message, remedy }) => `${inline(message)} → ${inline(remedy)}`,
  );
  return list("Why it cannot be judged", items);
}

function leftOpen(verdict: Verdict): readonly string[] {
  const open = verdict.criteria.filter(({ status }) => status === "open").length;
  const suppressed = suppressedCount(verdict);
  return [
    ...(open > 0 ? [`${counted(open, "open question")} only people can answer.`] : []),
    ...(suppressed > 0 ? [`${counted(suppressed, "suppressed finding")} not shown.`] : []),
  ];
}

function list(name: string, items: readonly string[]): Section | undefined {
  if (items.length === 0) return undefined;
  const opening = `### ${name}\n\n`;
  return { name, opening, items: items.map((item) => `- ${item}`), separator: "\n", rank: 0 };
}

function paragraph(name: string, text: string): Section {
  return { name, opening: `### ${name}\n\n${text}`, items: [], separator: "\n", rank: 0 };
}

/** A section that opens at a click; the blank lines make its inside Markdown again. */
function folded(
  name: string,
  amount: string,
  items: readonly string[],
  separator: Section["separator"],
  rank: number,
): Section {
  const opening = `<details>\n<summary><b>${name}</b> (${amount})</summary>\n\n`;
  return { name, opening, items, separator, closing: "</details>", rank };
}

function at(locations: readonly SourceLocation[]): string {
  return locations.length === 0 ? "" : ` (${places(locations, code)})`;
}

function inline(text: string): string {
  return markdownInline(clip(text, LONGEST_TEXT));
}

function code(text: string): string {
  return markdownCode(clip(text, LONGEST_TEXT));
}
