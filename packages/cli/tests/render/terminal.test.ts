import type { Verdict } from "@faultline/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { terminal } from "../../src/render/terminal.js";
import { PIPED } from "../support/render-options.js";
import { block } from "../fixtures/verdicts/block.js";
import { hostile } from "../fixtures/verdicts/hostile.js";
import { at, finding, verdict } from "../fixtures/verdicts/verdict.js";

const CONTROL_CHARACTER = /[\p{Cc}\p{Cs}\u2028-\u202E\u2066-\u2069]/u;

describe("terminal", () => {
  it("begins and ends with the headline", () => {
    const lines = terminal(block, PIPED).trimEnd().split("\n");

    expect([lines.at(0), lines.at(-1)]).toEqual([block.headline, block.headline]);
  });

  it("keeps to the width, but for places", () => {
    const wide = terminal(block, PIPED)
      .split("\n")
      .filter((line) => line.length > 80);

    expect(wide).toEqual([]);
  });

  it("says in words and symbols what it says in colour", () => {
    const colourful = terminal(block, { ...PIPED, color: true });

    expect(colourful).toContain("\u001B[31mhigh\u001B[39m");
    // eslint-disable-next-line no-control-regex -- the colours are what is taken away
    expect(colourful.replaceAll(/\u001B\[\d+m/g, "")).toBe(terminal(block, PIPED));
  });

  it("groups equal findings when there are more than twenty", () => {
    const text = terminal(
      many(30, () => "The same everywhere."),
      PIPED,
    );

    expect(text.match(/The same everywhere/g)).toHaveLength(1);
    expect(text).toContain("and at src/file-1.ts:1, src/file-2.ts:1, 27 more");
  });

  it("counts what it does not show", () => {
    const text = terminal(
      many(54, (index) => `Different ${String(index)}.`),
      PIPED,
    );

    expect(text.match(/Different/g)).toHaveLength(20);
    expect(text).toContain("and 34 more; see --format json");
  });

  it("names the other places that the same fix mends", () => {
    const [only] = many(1, () => "No limit.").findings;
    const related = [at("src/b.ts", 2), at("src/c.ts", 3), at("src/d.ts", 4)];
    const findings = only ? [{ ...only, related }] : [];
    const text = terminal(verdict({ headline: "BLOCK", findings }), PIPED);

    expect(text).toContain("    and at src/b.ts:2, src/c.ts:3, 1 more\n");
  });

  it("lets no control character of a hostile verdict through", () => {
    const lines = terminal(hostile, PIPED).split("\n");

    expect(lines.filter((line) => CONTROL_CHARACTER.test(line))).toEqual([]);
  });

  it("lets no control character of any message through", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (message, file) => {
        const lines = terminal(withMessage(message, file), PIPED).split("\n");
        return lines.every((line) => !CONTROL_CHARACTER.test(line));
      }),
    );
  });
});

function many(count: number, message: (index: number) => string): Verdict {
  const findings = Array.from({ length: count }, (_, index) =>
    finding({
      check: "require-timeout",
      criterion: "timeout-outbound",
      location: at(`src/file-${String(index)}.ts`, 1),
      message: message(index),
    }),
  );
  return verdict({ headline: "BLOCK", verdict: "block", findings });
}

function withMessage(message: string, file: string): Verdict {
  const location = at(file, 1);
  const only = finding({
    check: "require-timeout",
    criterion: "timeout-outbound",
    location,
    message,
    suggestion: message,
  });
  return verdict({
    headline: "BLOCK",
    summary: [message],
    findings: [only],
    tradeoffs: [{ message, locations: [location] }],
    obstacles: [{ message, remedy: message }],
  });
}
