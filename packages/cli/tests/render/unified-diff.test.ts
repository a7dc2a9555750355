import { describe, expect, it } from "vitest";
import { replacementsOf } from "../../src/render/text/unified-diff.js";

describe("replacementsOf", () => {
  it("says which lines go and what stands there afterwards", () => {
    const diff = `--- a/x.ts
+++ b/x.ts
@@ -2,3 +2,3 @@ function f() {
 one
-two
+zwei
 three
@@ -9,0 +10,2 @@
+nine
+ten
`;

    expect(replacementsOf(diff)).toEqual([
      { line: 2, count: 3, lines: ["one", "zwei", "three"] },
      { line: 10, count: 0, lines: ["nine", "ten"] },
    ]);
  });

  it("takes a removed line that looks like a header for a line", () => {
    const diff = "--- a/x.sql\n+++ b/x.sql\n@@ -1,1 +0,0 @@\n--- a comment\n";

    expect(replacementsOf(diff)).toEqual([{ line: 1, count: 1, lines: [] }]);
  });

  it.each([
    ["no diff at all", "mend it"],
    ["two files", "--- a\n+++ a\n@@ -1 +1 @@\n-x\n+y\n--- b\n+++ b\n@@ -1 +1 @@\n-x\n+y\n"],
    ["a hunk that is cut off", "--- a\n+++ a\n@@ -1,5 +1,5 @@\n x\n"],
  ])("makes nothing of %s", (_, diff) => {
    expect(replacementsOf(diff)).toBeUndefined();
  });
});
