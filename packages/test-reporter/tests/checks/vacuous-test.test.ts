import { describe, expect, it } from "vitest";
import { vacuousTest } from "../../src/checks/vacuous-test.js";
import { review, testOf } from "../factories.js";
import { findingsOf, goodOf } from "./texts.js";

const asserting = testOf("a.test.ts > sums > adds");
const empty = (name: string) => testOf(name, { assertions: 0 });

describe("vacuous-test", () => {
  it("names the tests of each file that passed and asserted nothing", () => {
    const observed = [
      asserting,
      ...["rounds", "parses", "prints", "sorts"].map((title) => empty(`a.test.ts > ${title}`)),
    ];
    expect(findingsOf(vacuousTest, review([], { observed }))).toMatchInlineSnapshot(`
      [
        "tests-assertions
      a.test.ts:1
      "rounds", "parses", "prints" and 1 more in a.test.ts passed without asserting anything. Such a test fails only when something throws, so a wrong result goes to production under a green check.
      Assert what the code returned, sent or stored, or say with \`expect(…).resolves\` or \`not.toThrow()\` that not throwing is the point.",
      ]
    `);
    expect(goodOf(vacuousTest, review([], { observed }))).toEqual([
      "1 of 5 tests that passed assert something.",
    ]);
  });

  it("knows the file of a test in one of several projects", () => {
    const observed = [testOf("[unit] b.test.ts > adds"), empty("[unit] b.test.ts > rounds")];
    expect(findingsOf(vacuousTest, review([], { observed }))[0]).toContain("b.test.ts:1");
  });

  it.each([
    ["failed", testOf("a.test.ts > fails", { assertions: 0, state: "failed" })],
    ["was skipped", testOf("a.test.ts > later", { assertions: 0, state: "skipped" })],
  ])("does not ask it of a test that %s", (_, other) => {
    expect(findingsOf(vacuousTest, review([], { observed: [asserting, other] }))).toEqual([]);
  });

  it("leaves a file alone whose assertions can't be seen", () => {
    const observed = [asserting, empty("c.test.ts > one"), empty("c.test.ts > two")];
    expect(findingsOf(vacuousTest, review([], { observed }))).toEqual([]);
  });

  it("can't tell where no assertion at all was seen", () => {
    expect(vacuousTest.judge(review([], { observed: [empty("a.test.ts > a")] })).state).toBe(
      "unknown",
    );
  });
});
