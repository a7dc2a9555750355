import { parseSync } from "oxc-parser";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { listFiles } from "../../src/project/source-files.js";
import { significantText } from "../../src/project/significant-text.js";

const PACKAGES = fileURLToPath(new URL("../../../", import.meta.url));

describe("significantText", () => {
  it.each([
    ["a comment behind code", "a();\nb();", "a(); // why\nb();"],
    ["a comment above code", "a();", "// it's\n/* `why` */\na();"],
    ["a comment at the end", "a();", 'a();\n// "why"\n'],
    ["a comment beside a division", "const a = b / c;", "const a = b / c; // half\n"],
    [
      "a comment beside a division of a sum",
      "const a = (b) / c;\nd();",
      "const a = (b) / c;\n/* ' */ d();",
    ],
    ["a comment after an address", `get("https://a");`, `get("https://a"); // b`],
    ["a comment after a pattern", "a(/[/*]\\/'/);", "a(/[/*]\\/'/); // b"],
    ["a comment after a template", "a(`//${b({ c: `}` })}/*`);", "a(`//${b({ c: `}` })}/*`); // b"],
    ["indentation and blank lines", "if (a) {\nb();\n}", "if (a) {\n\n    b();\r\n}"],
  ])("ignores %s", (_what, one, other) => {
    expect(significantText(other)).toBe(significantText(one));
  });

  it.each([
    ["a line break that ends a statement", "return\na", "return a"],
    ["a line break within a comment", "return /*\n*/ a", "return a"],
    ["text in a string", `a("// b")`, `a("// c")`],
    ["text in a template", "a(`\n// b`)", "a(`\n// c`)"],
    ["space in a template", "a(`\n b`)", "a(`\nb`)"],
    ["text behind a pattern", `a(/[/*]/, "b")`, `a(/[/*]/, "c")`],
    [
      "text behind a pattern that could be a division",
      `if (a) /"\\//.test(b)`,
      `if (a) /"\\//.test(c)`,
    ],
    ["code behind a slash that could be either", `a++ / b; c("//")`, `a++ / b; d("//")`],
    ["text between tags", "<a>// {b()}</a>", "<a>// {c()}</a>"],
    ["space between operators", "a + +b", "a ++b"],
  ])("sees %s", (_what, one, other) => {
    expect(significantText(other)).not.toBe(significantText(one));
  });

  it("leaves every source of this repository with the same syntax tree, and no comments", () => {
    const sources = listFiles(PACKAGES).filter((file) => /(?<!\.generated)\.ts$/.test(file));
    const parsed = sources.flatMap((file) => {
      const text = readFileSync(join(PACKAGES, file), "utf8");
      const significant = significantText(text);
      const before = parseSync(file, text);
      const after = parseSync(file, significant);
      expect(tree(after.program), file).toBe(tree(before.program));
      return significant === text ? [] : after.comments;
    });
    expect(sources.length).toBeGreaterThan(100);
    expect(parsed).toEqual([]);
  });
});

/** Without positions, which differ. */
function tree(program: object): string {
  return JSON.stringify(program, (key, value: unknown) =>
    key === "start" || key === "end"
      ? undefined
      : typeof value === "bigint"
        ? String(value)
        : value,
  );
}
