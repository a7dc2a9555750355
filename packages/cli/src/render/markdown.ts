import type { Finding, SourceLocation, Tradeoff, Verdict } from "@faultline/contract";
import { allFindings, findingsOf, messageOf, suppressedCount, type View } from "./problems.js";
import type { Renderer } from "./renderer.js";
import {
  changeText,
  countedChanges,
  dataModelText,
  notableChanges,
  unknownContracts,
} from "./text/delta-wording.js";
import { clip, markdownCode, markdownFence, markdownInline } from "./text/escape.js";
import { fit, type Section } from "./text/fit.js";
import { counted, emptyLens, place, places, severityLabel } from "./text/wording.js";

/** GitHub refuses comments of more than 65,536 characters. */
const LONGEST_COMMENT = 65_000;
const LONGEST_TEXT = 600;

/** Finds the comment of an earlier run again, so that it can be replaced. */
const MARKER = "<!-- faultline:review -->";

/** A pull request comment in the shape of the review guide's output. */
export const markdown: Renderer = (verdict) =>
  fit(
    [
      title(verdict),
      list("Executive summary", [...verdict.summary.map(inline), ...gates(verdict)]),
      table(verdict),
      lens(verdict, "infrastructure", "Infrastructure review"),
      lens(verdict, "testing", "Testing review"),
      list("Trade-offs and disagreements", [
        ...verdict.tradeoffs.map((tension) => `Trade-off: ${tensionText(tension)}`),
        ...verdict.disagreements.map((tension) => `Disagreement: ${tensionText(tension)}`),
      ]),
      delta(verdict),
      diffs(verdict),
      risk(verdict),
      escalations(verdict),
      obstacles(verdict),
      paragraphs("Final verdict", [`**${inline(verdict.headline)}**`, ...leftOpen(verdict)]),
    ].filter((section) => section !== undefined),
    LONGEST_COMMENT,
  );

function title(verdict: Verdict): Section {
  const opening = `${MARKER}\n\n## Faultline review: ${inline(verdict.headline)}`;
  return { opening, items: [], separator: "\n" };
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
  return {
    opening: `### Review table\n\n${head}`,
    items: findings.map(row),
    separator: "\n",
  };
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

function lens(verdict: Verdict, view: View, name: string): Section | undefined {
  const problems = findingsOf(verdict, view).map(
    (finding) => `❌ Problem: ${inline(finding.message)}${at([finding.location])}`,
  );
  const good = verdict.lenses[view].good.map(
    ({ message, locations }) => `✅ Good: ${inline(message)}${at(locations)}`,
  );
  const { status } = verdict.lenses[view];
  const title = `${name}: ${status.replace("-", " ")}`;
  return list(title, [...problems, ...good], emptyLens(status));
}

function tensionText({ message, locations }: Tradeoff): string {
  return `${inline(message)}${at(locations)}`;
}

function delta({ contractDelta }: Verdict): Section {
  const title = "API contract delta";
  if (!contractDelta) return paragraphs(title, ["Not compared."]);
  const changes = notableChanges(contractDelta).map((change) => {
    const migration = change.migration === undefined ? "" : ` → ${inline(change.migration)}`;
    return `${inline(changeText(change))}${at([change.location])}${migration}`;
  });
  const data = contractDelta.dataModel.map(
    (change) => `${inline(dataModelText(change))}${at([change.location])}`,
  );
  const items = [...changes, ...data, ...unknownContracts(contractDelta).map(inline)];
  const opening = `### ${title}\n\n${inline(countedChanges(contractDelta))}`;
  return {
    opening: items.length > 0 ? `${opening}\n\n` : opening,
    items: items.map((item) => `- ${item}`),
    separator: "\n",
  };
}

function diffs(verdict: Verdict): Section | undefined {
  const items = allFindings(verdict).flatMap(({ diff, location }) =>
    diff === undefined ? [] : [`${code(place(location))}\n\n${markdownFence("diff", diff)}`],
  );
  if (items.length === 0) return undefined;
  return { opening: "### Inline diffs\n\n", items, separator: "\n\n" };
}

function risk({ risk: { level, rollback } }: Verdict): Section {
  return paragraphs("Risk and rollback", [`Risk is ${level}. Rollback: ${inline(rollback)}`]);
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

function list(name: string, items: readonly string[], otherwise?: string): Section | undefined {
  if (items.length === 0) return otherwise ? paragraphs(name, [otherwise]) : undefined;
  return { opening: `### ${name}\n\n`, items: items.map((item) => `- ${item}`), separator: "\n" };
}

function paragraphs(name: string, texts: readonly string[]): Section {
  return { opening: `### ${name}\n\n${texts.join("\n\n")}`, items: [], separator: "\n" };
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
