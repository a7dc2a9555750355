import { describe, expect, it } from "vitest";
import { frame, lint, type Sample } from "./lint.js";

/** Samples by what they show; a name finishes the sentence "it reports …" or "it is silent on …". */
export interface RuleSamples {
  readonly reports: Readonly<Record<string, string | Sample>>;
  readonly silent: Readonly<Record<string, string | Sample>>;
}

/**
 * Tests one rule. What it reports is drawn into `__snapshots__/<rule>.txt` beside the test, to be
 * read like compiler output.
 */
export function testRule(rule: string, { reports, silent }: RuleSamples): void {
  describe(rule, () => {
    it.each(named(reports))("reports %s", (_name, sample) => {
      expect(ruleIds(rule, sample)).toContain(`faultline/${rule}`);
    });

    it.each(named(silent))("is silent on %s", (_name, sample) => {
      expect(lint(rule, sample).map(({ line, message }) => `${String(line)}: ${message}`)).toEqual(
        [],
      );
    });

    it("says so in these words, at these places", async () => {
      const drawn = named(reports).map(
        ([name, sample]) => `# ${name}\n\n${frame(sample, lint(rule, sample))}`,
      );
      await expect(drawn.join("\n")).toMatchFileSnapshot(`./__snapshots__/${rule}.txt`);
    });
  });
}

function named(samples: RuleSamples["reports"]): [string, Sample][] {
  return Object.entries(samples).map(([name, sample]) => [
    name,
    typeof sample === "string" ? { code: sample } : sample,
  ]);
}

function ruleIds(rule: string, sample: Sample): (string | null)[] {
  return lint(rule, sample).map(({ ruleId }) => ruleId);
}
