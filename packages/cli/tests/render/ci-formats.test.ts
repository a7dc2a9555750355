import { readFileSync } from "node:fs";
import { isValid as isCtrf } from "ctrf";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { validateXML } from "xmllint-wasm";
import { ctrf } from "../../src/render/ctrf.js";
import { github } from "../../src/render/github.js";
import { gitlab } from "../../src/render/gitlab.js";
import { junit } from "../../src/render/junit.js";
import { block } from "../fixtures/verdicts/block.js";
import { VERDICTS } from "../fixtures/verdicts/index.js";
import { served } from "../fixtures/verdicts/served.js";
import { at, finding, verdict } from "../fixtures/verdicts/verdict.js";
import { PIPED } from "../support/render-options.js";

const JENKINS = readFileSync(new URL("../fixtures/schemas/junit-10.xsd", import.meta.url), "utf8");

describe("github", () => {
  it("is workflow commands, escaped as GitHub asks", () => {
    const text = github(said("100% of it:\nwaits, for ever", "src/a:b,c.ts"), PIPED);

    expect(text).toBe(
      "::error file=src/a%3Ab%2Cc.ts,line=3,endLine=3,col=9,title=high%3A require-timeout::100%25 of it: waits, for ever\n" +
        "Faultline: BLOCK\n",
    );
  });

  it("annotates no more of a level than GitHub shows, and says so", () => {
    const findings = Array.from({ length: 14 }, (_, index) =>
      finding({
        check: "require-timeout",
        criterion: "timeout-outbound",
        location: at(`src/${String(index)}.ts`, 1),
        message: "m",
      }),
    );
    const lines = github(verdict({ headline: "BLOCK", findings }), PIPED).split("\n");

    expect(lines.filter((line) => line.startsWith("::error "))).toHaveLength(10);
    expect(lines).toContain("4 more findings in the job summary.");
  });

  it("is silent on what was there before, and first says why nothing can be judged", () => {
    expect(github(block, PIPED)).not.toContain("structured-logging");
    expect(github(VERDICTS["cannot-judge"], PIPED)).toMatch(
      /^::error title=Faultline cannot judge::No test run left evidence\./,
    );
  });

  it("begins no line with a command of somebody else's", () => {
    const text = fc.string({
      unit: fc.constantFrom(":", "\n", "\r", "%", "#", "[", "a", "\u2028"),
    });
    fc.assert(
      fc.property(text, text, (message, file) => {
        const lines = github(said(message, file), PIPED).split(/\r\n|[\n\r\u2028]/);
        return lines.length === 3 && lines[0]?.startsWith("::error ") && lines[2] === "";
      }),
    );
  });
});

describe("gitlab", () => {
  it("has what Code Quality needs of every finding, each fingerprint once", () => {
    const twice = verdict({ headline: "BLOCK", findings: [...block.findings, ...block.findings] });
    const issues = JSON.parse(gitlab(twice, { ...PIPED, folder: "api" })) as readonly object[];

    expect(issues).toHaveLength(5);
    expect(issues[1]).toMatchObject({
      check_name: "require-timeout",
      fingerprint: block.findings[1]?.fingerprint,
      severity: "critical",
      location: { path: "api/src/processor.ts", lines: { begin: 21, end: 21 } },
    });
  });
});

describe("junit", () => {
  it.each(Object.entries(VERDICTS))("is what Jenkins' schema asks for: %s", async (_, one) => {
    expect(await complaintsOf(junit(one, PIPED))).toEqual([]);
  });

  it("is a case per criterion, and passes where nothing is wrong", () => {
    const text = junit(served, PIPED);

    expect(text.match(/<testcase [^>]*name="(?:timeout-outbound|retry-present)[^>]*>/g)).toEqual([
      '<testcase classname="faultline.infrastructure" name="timeout-outbound: Every outbound call has a time limit">',
      '<testcase classname="faultline.infrastructure" name="retry-present: Idempotent calls on a request path are retried"/>',
    ]);
    expect(text).toContain('<failure type="faultline" message="src/processor.ts:2: ');
    expect(junit(VERDICTS["cannot-judge"], PIPED)).toContain('<error type="faultline"');
  });

  it("is well-formed whatever a finding says", async () => {
    const texts = fc.sample(fc.string({ unit: "binary" }), { numRuns: 40, seed: 1 });
    const findings = [...texts, "]]>", "\u0000", "\uFFFE", '"><x>'].map((message) =>
      finding({
        check: "require-timeout",
        criterion: "timeout-outbound",
        location: at(message, 1),
        message,
        suggestion: message,
      }),
    );
    const criteria = [{ id: "timeout-outbound", status: "unmet", decidedBy: [] }] as const;
    const text = junit(verdict({ headline: "BLOCK", findings, criteria }), PIPED);

    expect(await complaintsOf(text)).toEqual([]);
  });
});

describe("ctrf", () => {
  it.each(Object.entries(VERDICTS))("is what its schema asks for: %s", (_, one) => {
    expect(isCtrf(JSON.parse(ctrf(one, PIPED)))).toBe(true);
  });

  it("counts what it lists", () => {
    const { results } = JSON.parse(ctrf(served, PIPED)) as {
      readonly results: { readonly summary: object; readonly tests: readonly object[] };
    };

    expect(results.summary).toMatchObject({ tests: 8, passed: 5, failed: 2, skipped: 1, other: 0 });
    expect(results.tests).toHaveLength(8);
  });
});

function said(message: string, file: string) {
  const only = finding({
    check: "require-timeout",
    criterion: "timeout-outbound",
    location: at(file, 3),
    message,
  });
  return verdict({ headline: "BLOCK", verdict: "block", findings: [only] });
}

async function complaintsOf(xml: string): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: [{ fileName: "review.xml", contents: xml }],
    schema: [JENKINS],
  });
  return errors.map(({ message }) => message);
}
