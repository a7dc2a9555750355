import { describe, expect, it } from "vitest";
import { RENDERERS, type Format } from "../../src/render/render.js";
import { hostile } from "../fixtures/verdicts/hostile.js";
import { entry, evidence } from "../fixtures/verdicts/served.js";
import { at, finding, verdict } from "../fixtures/verdicts/verdict.js";
import { PIPED } from "../support/render-options.js";

const FORMATS = Object.keys(RENDERERS) as readonly Format[];

/** What a terminal obeys, what reorders text, and halves of characters. */
const HARMFUL = /[^\P{Cc}\t\n]|[\p{Cs}\u2028-\u202E\u2066-\u2069]/u;

describe.each(FORMATS)("%s", (format) => {
  it("lets through nothing that a terminal obeys or that reorders text", () => {
    expect(HARMFUL.exec(RENDERERS[format](hostile, PIPED))).toBeNull();
  });

  it.skipIf(format === "json")("shortens strings of ten million characters", () => {
    const long = "a`<|@\u001B[31m\n".repeat(1_000_000);
    const text = RENDERERS[format](filledWith(long), PIPED);

    expect(text.length).toBeLessThan(400_000);
  });

  it("takes names that objects have of themselves for names", () => {
    const text = RENDERERS[format](filledWith("__proto__"), PIPED);

    expect(text).toContain("__proto__".slice(2, 7));
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });
});

/** A verdict in which every string of the code under review is this one. */
function filledWith(text: string) {
  const location = at(text, 1);
  const only = finding({
    check: "require-timeout",
    criterion: "timeout-outbound",
    location,
    related: [location],
    message: text,
    suggestion: text,
    diff: text,
  });
  return verdict({
    verdict: "block",
    headline: text,
    summary: [text],
    findings: [{ ...only, check: text, reportedBy: [text] }],
    ledger: [entry(text, 1, "real", text)],
    evidence: {
      ...evidence,
      routes: [
        { method: "GET", path: text, statuses: { [text]: 1 }, maxInFlight: 1, tests: [text] },
      ],
    },
    tradeoffs: [{ message: text, locations: [location] }],
    disagreements: [{ message: text, locations: [location] }],
    escalations: [{ to: "security", reason: text, locations: [location] }],
    risk: { level: "high", rollback: text },
    gates: [{ name: "tests", status: "failed", detail: text }],
    criteria: [{ id: "timeout-outbound", status: "unmet", decidedBy: [text] }],
    obstacles: [{ message: text, remedy: text }],
    inputs: [{ kind: "lint", source: text, detail: text }],
    scope: { files: 1, sites: 1, paths: [text] },
  });
}
