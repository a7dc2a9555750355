import type { Verdict } from "@faultline/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markdown } from "../../src/render/markdown.js";
import { PIPED } from "../support/render-options.js";
import { block } from "../fixtures/verdicts/block.js";
import { HOSTILE_STRINGS, hostile } from "../fixtures/verdicts/hostile.js";
import { at, finding, verdict } from "../fixtures/verdicts/verdict.js";

describe("markdown", () => {
  it("carries its marker on the first line and its headline in the first heading", () => {
    const [first, , heading] = markdown(block, PIPED).split("\n");

    expect(first).toBe("<!-- faultline-review -->");
    expect(heading).toBe(`## Faultline review: ${block.headline}`);
  });

  it("keeps a hostile verdict within its rows, fences and escapes", () => {
    const text = markdown(hostile, PIPED);

    expect(text).not.toContain("\u001B");
    expect(tableRows(text)).toHaveLength(Object.keys(HOSTILE_STRINGS).length);
    expect(tableRows(text).map(columnCount)).toEqual(tableRows(text).map(() => 4));
    expect(outsideFences(text)).not.toContain("<script");
    expect(outsideFences(text)).not.toContain("out of the fence\n");
    expect(text.match(/^#{2,3} .*/gm)).toEqual([
      "## Faultline review: BLOCK (0 critical, 11 high)",
      "### Executive summary",
      "### Why it cannot be judged",
      "### Review table",
      "### Escalations",
      "### API contract delta",
      "### Risk and rollback",
      "### Final verdict",
    ]);
    expect(text.match(/^<\/?(?:details|summary)>.*/gm)).toEqual(
      [
        "<b>Infrastructure review: fail</b> (6 problems, 1 good)",
        "<b>Testing review: fail</b> (5 problems, 0 good)",
        "<b>Trade-offs and disagreements</b> (2)",
        "<b>Inline diffs</b> (11)",
      ].flatMap((summary) => ["<details>", `<summary>${summary}</summary>`, "</details>"]),
    );
  });

  it("gives every finding one row of four cells, whatever its strings", () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: punctuation }));
    fc.assert(
      fc.property(text, text, text, (message, suggestion, file) => {
        const rows = tableRows(markdown(withFinding(message, suggestion, file), PIPED));
        return rows.length === 1 && rows.every((row) => columnCount(row) === 4);
      }),
    );
  });

  it("stays a comment that GitHub accepts, and says what it left out", () => {
    const text = markdown(long(2000), PIPED);

    expect(text.length).toBeLessThan(65_000);
    expect(text.length).toBeGreaterThan(50_000);
    expect(text).toMatch(/\n\n\d+ of 2000 left out for length\.\n/);
    expect(text).toContain(
      "_Left out for length: Infrastructure review: fail, Testing review: pass._",
    );
    expect(text).toContain("### Final verdict");
  });

  it("leaves out a diff that alone would be too long", () => {
    const [only] = withFinding("m", "s", "f").findings;
    const findings = only ? [{ ...only, diff: "+".repeat(100_000) }] : [];
    const text = markdown(verdict({ headline: "BLOCK", findings }), PIPED);

    expect(text).not.toContain("+++");
    expect(text).toContain("| high | `f:1` | m | s |");
    expect(text).toContain("_Left out for length: Inline diffs._");
  });

  it("keeps packages from notifying people", () => {
    const text = markdown(withFinding("Bound @aws-sdk/client-s3.", "", "a@b.ts"), PIPED);

    expect(text).toContain("Bound `@aws-sdk/client-s3`.");
  });
});

const punctuation = fc.constantFrom("|", "\\", "`", "\n", "\r", "<", "@", "a", " ", "_", "\u2028");

function withFinding(message: string, suggestion: string, file: string): Verdict {
  const only = finding({
    check: "require-timeout",
    criterion: "timeout-outbound",
    location: at(file, 1),
    message,
    suggestion,
  });
  return verdict({ headline: "BLOCK", verdict: "block", findings: [only] });
}

function long(count: number): Verdict {
  const findings = Array.from({ length: count }, (_, index) =>
    finding({
      check: "require-timeout",
      criterion: "timeout-outbound",
      location: at(`src/file-${String(index)}.ts`, 1),
      message: `Call ${String(index)} has no time limit.`,
      suggestion: "Pass signal: AbortSignal.timeout(5_000).",
    }),
  );
  return verdict({ headline: "BLOCK", verdict: "block", findings });
}

function tableRows(text: string): readonly string[] {
  const [, table = ""] = text.split("| :-- | :-- | :-- | :-- |\n");
  const lines = table.split("\n");
  return lines.slice(0, lines.indexOf(""));
}

/** Cells as GitHub counts them: a backslash takes the next character with it. */
function columnCount(row: string): number {
  return row.replaceAll(/\\./gu, "").split("|").length - 2;
}

function outsideFences(text: string): string {
  return text.replaceAll(/^(`{3,})diff\n[\s\S]*?\n\1$/gm, "");
}
