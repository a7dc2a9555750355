import { describe, expect, it } from "vitest";
import { untestedPool } from "../../src/checks/untested-pool.js";
import { lines, review, site } from "../factories.js";
import { findingsOf, goodOf } from "./texts.js";

const pool = site("pool", {
  library: "pg",
  line: 3,
  declared: [{ name: "pool-size", value: 5, at: lines(3) }],
});
const atOnce = (maxInFlight: number) => ({
  concurrency: [
    { target: "POST /payments", maxInFlight, sameKey: false, writes: true, tests: ["a"] },
  ],
});

describe("untested-pool", () => {
  it("reports a pool of which tests never asked more than it has", () => {
    expect(findingsOf(untestedPool, review([[pool, {}]], atOnce(5)))).toMatchInlineSnapshot(`
      [
        "tests-pooling
      src/payments.ts:3
      The pool at src/payments.ts:3 has 5 connections, and tests had at most 5 requests in flight at once. What the next caller gets when all are taken, an error in time or a wait without end, is a guess.
      Make the pool small in a test (\`max: 1\`), hold its connection, send a second request, and assert that it is refused in time.",
      ]
    `);
  });

  it("is met where more requests were in flight than it has connections", () => {
    const reviewed = review([[pool, {}]], atOnce(6));
    expect(findingsOf(untestedPool, reviewed)).toEqual([]);
    expect(goodOf(untestedPool, reviewed)).toHaveLength(1);
  });

  it("can't tell where no request was seen", () => {
    expect(untestedPool.judge(review([[pool, {}]])).state).toBe("unknown");
  });

  it("asks nothing of a pool whose size is not written down", () => {
    const unsized = site("pool", { library: "pg" });
    expect(untestedPool.judge(review([[unsized, {}]], atOnce(1))).state).toBe("not-applicable");
  });
});
