import { describe, expect, it } from "vitest";
import { nondeterministicTest } from "../../src/checks/nondeterministic-test.js";
import { review, testOf } from "../factories.js";
import { findingsOf, goodOf } from "./texts.js";

const outbound = (target: string, real = 1) => ({
  observed: [testOf("a.test.ts > pays")],
  outbound: [
    { target, real, intercepted: 1, failures: {}, tests: ["a.test.ts > pays", "b.test.ts > b"] },
  ],
});

describe("nondeterministic-test", () => {
  it("reports a test that passed only when it was repeated", () => {
    const observed = [testOf("a.test.ts > jobs > are done once", { flaky: true })];
    expect(findingsOf(nondeterministicTest, review([], { observed }))).toMatchInlineSnapshot(`
      [
        "tests-deterministic
      a.test.ts:1
      "jobs > are done once" failed and then passed when it was repeated, on the same code. A test that ends as it likes hides a race of the code behind it, and teaches people to run it again.
      Find what differs between the runs (time, order, shared state, a reply that overtakes another) and make it fixed or waited for; then take the retry away.",
      ]
    `);
  });

  it("reports tests that talked to a machine elsewhere", () => {
    expect(findingsOf(nondeterministicTest, review([], outbound("https://api.example.com"))))
      .toMatchInlineSnapshot(`
      [
        "tests-deterministic
      a.test.ts:1
      "a.test.ts > pays" and 1 other test talked to https://api.example.com for real. When it is slow, changed or unreachable, the suite fails for a reason that is not in the change, or stops proving anything.
      Let a local server of the test stand in for https://api.example.com, and keep one test apart that checks the real one on a schedule.",
      ]
    `);
  });

  it.each([
    "http://127.0.0.1",
    "http://localhost:4000",
    "http://[::1]:80",
    "http://172.17.0.2:9200",
    "http://elasticsearch:9200",
    "http://host.docker.internal:80",
    "not an origin",
  ])("leaves %s alone, which the run brings along", (target) => {
    expect(findingsOf(nondeterministicTest, review([], outbound(target)))).toEqual([]);
  });

  it("leaves calls alone that an interceptor answered", () => {
    const reviewed = review([], outbound("https://api.example.com", 0));
    expect(findingsOf(nondeterministicTest, reviewed)).toEqual([]);
    expect(goodOf(nondeterministicTest, reviewed)).toHaveLength(1);
  });
});
