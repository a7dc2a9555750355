import { parseVerdict, type Verdict } from "@faultline/contract";
import { expect } from "vitest";
import { RENDERERS } from "../../src/render/render.js";
import { PIPED } from "./render-options.js";

const EXPECTED = "../../../examples/payment-service/expected";

const FILES = {
  terminal: "review.txt",
  markdown: "review.md",
  json: "review.json",
  sarif: "review.sarif",
  github: "github-annotations.txt",
  gitlab: "gitlab-code-quality.json",
  junit: "junit.xml",
  ctrf: "ctrf.json",
} as const;

/**
 * Compares every format of the example's verdict with what is committed beside it; `vitest -u`
 * writes it. How often a dependency was asked, and which tests a line was still busy for, differs
 * between two runs: these are left out.
 */
export async function expectReviewedReports(state: string, verdict: Verdict): Promise<void> {
  const ledger = verdict.ledger.map((entry) => ({
    ...entry,
    evidence: { ...entry.evidence, failures: {}, tests: [] },
  }));
  const steady = Object.fromEntries(
    Object.entries({ ...verdict, ledger }).filter(([field]) => field !== "evidence"),
  );
  const parsed = parseVerdict(steady);
  if (!parsed.ok) throw new Error(parsed.reason);
  for (const [format, file] of Object.entries(FILES)) {
    const { [format as keyof typeof FILES]: render } = RENDERERS;
    await expect(render(parsed.value, PIPED)).toMatchFileSnapshot(`${EXPECTED}/${state}/${file}`);
  }
}
