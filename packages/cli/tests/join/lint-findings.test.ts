import { analyseSource } from "@faultline/analysis";
import type { FaultSite, Finding } from "@faultline/contract";
import { describe, expect, it } from "vitest";
import type { LintMessage } from "../../src/collect/lint-message.js";
import { lintFindings } from "../../src/join/lint-findings.js";
import { HANGING } from "../support/service.js";
import { place, site } from "../support/sites.js";

const MESSAGE: LintMessage = {
  ruleId: "faultline/require-timeout",
  messageId: "missing",
  message: "This call never gives up. Every request waits with it. Set a limit.",
  line: 2,
  column: 24,
  isError: true,
  isSuppressed: false,
};

describe("a lint result as a finding", () => {
  it("has its rule's criteria, and the advice apart from the rest", () => {
    expect(found([MESSAGE])).toMatchObject([
      {
        check: "require-timeout",
        criterion: "timeout-outbound",
        lens: "infrastructure",
        severity: "high",
        origin: "rule",
        status: "new",
        message: "This call never gives up. Every request waits with it.",
        suggestion: "Set a limit.",
      },
    ]);
  });

  it("has the site it was reported at as its identity, so that lines may move", () => {
    const moved = `// Something\n// new.\n${HANGING}`;
    const [before] = found([MESSAGE], sitesOf(HANGING));
    const [after] = found([{ ...MESSAGE, line: 4 }], sitesOf(moved));

    expect(after?.location.line).toBe(4);
    expect(after?.fingerprint).toBe(before?.fingerprint);
  });

  it("is another finding at another site, or with another message", () => {
    const sites = [2, 3].map((line) =>
      site("outbound-call", { location: { ...place("src/price.ts", line), column: 24 } }),
    );
    const messages = [MESSAGE, { ...MESSAGE, line: 3 }, { ...MESSAGE, messageId: "tooLong" }];

    expect(new Set(found(messages, sites).map(({ fingerprint }) => fingerprint)).size).toBe(3);
  });

  it("is one finding, however many runs report it", () => {
    expect(found([MESSAGE, MESSAGE])).toHaveLength(1);
  });

  it.each([[[true, false]], [[false, true]]])(
    "is open as long as one run does not suppress it",
    (suppressed) => {
      const findings = found(suppressed.map((isSuppressed) => ({ ...MESSAGE, isSuppressed })));

      expect(findings.map(({ status }) => status)).toEqual(["new"]);
    },
  );

  it("is suppressed where a directive says so", () => {
    expect(found([{ ...MESSAGE, isSuppressed: true }])).toMatchObject([{ status: "suppressed" }]);
  });

  it.each(["no-undef", "faultline/unheard-of", "other/require-timeout", null])(
    "is none of a rule that is not ours: %s",
    (ruleId) => {
      expect(found([{ ...MESSAGE, ruleId }])).toEqual([]);
    },
  );
});

function found(
  messages: readonly LintMessage[],
  sites: readonly FaultSite[] = [],
): readonly Finding[] {
  return lintFindings(
    [{ source: "lint.json", files: [{ file: "src/price.ts", messages }] }],
    sites,
  );
}

function sitesOf(text: string): readonly FaultSite[] {
  const analysis = analyseSource("src/price.ts", text);
  if (!analysis.ok) throw new Error(analysis.problem.message);
  return analysis.sites;
}
