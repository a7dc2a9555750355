import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  clip,
  markdownCode,
  markdownFence,
  markdownInline,
  plain,
} from "../../src/render/text/escape.js";
import { wrap } from "../../src/render/text/wrap.js";

describe("plain", () => {
  it("takes ANSI sequences out whole and leaves the text between them", () => {
    expect(plain("\u001B[1;31mred\u001B[0m \u001B]0;title\u0007text")).toBe("red text");
  });

  it("leaves nothing of a sequence hidden inside another", () => {
    expect(plain("\u001B\u001B[31m[31mred")).toBe("[31mred");
  });

  it("keeps what letters need, in any script", () => {
    expect(plain("naïve 支払い 👩‍💻")).toBe("naïve 支払い 👩‍💻");
  });
});

describe("markdownInline", () => {
  it("leaves prose and identifiers readable", () => {
    expect(markdownInline("Set query_timeout to 5_000 (see docs).")).toBe(
      "Set query_timeout to 5_000 (see docs).",
    );
  });

  it("keeps a code span, unless it could break a cell or hold HTML", () => {
    expect(markdownInline("`fetch` waits; see `a|b` and `<b>`.")).toBe(
      "`fetch` waits; see \\`a\\|b\\` and \\`&lt;b&gt;\\`.",
    );
  });

  it("makes no list, heading or quote of a line's beginning", () => {
    expect(["- a", "# a", "1. a", "> a"].map(markdownInline)).toEqual([
      "\\- a",
      "\\# a",
      "1\\. a",
      "&gt; a",
    ]);
  });
});

describe("markdownCode", () => {
  it("is a code span where one can hold the text", () => {
    expect(markdownCode("src/[id]/route.ts:3")).toBe("`src/[id]/route.ts:3`");
    expect(markdownCode("a`b|c")).toBe("a\\`b\\|c");
  });
});

describe("markdownFence", () => {
  it("is longer than any run of backticks inside", () => {
    expect(markdownFence("diff", "+````\n")).toBe("`````diff\n+````\n`````");
  });
});

describe("clip", () => {
  it("shortens only what is too long", () => {
    expect([clip("short", 5), clip("longer text", 8)]).toEqual(["short", "longer…"]);
  });
});

describe("wrap", () => {
  it("indents the first line and the others differently", () => {
    expect(wrap("one two three", 9, { first: "- ", rest: "  " })).toEqual(["- one two", "  three"]);
  });

  it("breaks a word that no line can hold", () => {
    expect(wrap("ab cdefgh", 4, { first: "", rest: "" })).toEqual(["ab", "cdef", "gh"]);
  });

  it("loses no character and exceeds no line", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 40 }), (text, width) => {
        const lines = wrap(text, width, { first: "", rest: "" });
        const same = lines.join("").replaceAll(" ", "") === text.replaceAll(" ", "");
        return same && lines.every((line) => Array.from(line).length <= width);
      }),
    );
  });
});
