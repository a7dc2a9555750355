import { present, type OutboundEvidence } from "@faultline/contract";
import { expect, test } from "vitest";
import { unsimulatedFailure } from "../../src/checks/unsimulated-failure.js";
import { executedIn, lines, review, site, type Proof } from "../factories.js";
import { findingsOf, goodOf } from "./texts.js";

const call = site("outbound-call", {
  line: 11,
  library: "fetch",
  function: "charge",
  mechanisms: { timeout: present("5000 ms by `signal`") },
});
const secondCall = site("outbound-call", { line: 31, library: "fetch", function: "refund" });
const handler = site("error-handler", { line: 15, function: "charge", protects: lines(10, 14) });
const beside = site("error-handler", { line: 18, function: "charge", operation: "failed-result" });
const answered: OutboundEvidence = {
  target: "http://127.0.0.1",
  real: 1,
  intercepted: 0,
  failures: {},
  tests: ["a"],
};

test("reports a dependency that never failed, once for its calls in a file", () => {
  const reviewed = review(
    [
      [secondCall, { rung: "real", tests: ["a"] }],
      [call, { rung: "real", tests: ["a"] }],
      [handler, { rung: "written" }],
    ],
    { outbound: [answered] },
  );

  expect(findingsOf(unsimulatedFailure, reviewed)).toMatchInlineSnapshot(`
    [
      "tests-timeouts, tests-connection-failures, tests-mechanisms
    src/payments.ts:11, src/payments.ts:31
    No test saw the dependency behind fetch in \`charge\` (src/payments.ts:11, rung: real) time out, refuse or drop a connection, or answer an error. What the callers do on the day it is slow or down is a guess.
    Beside "a", point the call at a local server that accepts and never answers, then at a closed port, and assert what the caller gets.",
    ]
  `);
});

test("reports a call that no test made", () => {
  expect(unsimulatedFailure.judge(review([[call, { rung: "written" }]])).findings).toHaveLength(1);
});

test("reports a stubbed call whose own handler stayed idle", () => {
  const reviewed = review([
    [call, executedIn("a")],
    [handler, { rung: "written" }],
  ]);

  expect(unsimulatedFailure.judge(reviewed).findings).toHaveLength(1);
});

test("is silent when the wire showed a failure, and says which", () => {
  const reviewed = review(
    [
      [call, { rung: "real", tests: ["a"], failures: { timeout: 2, refused: 1 } }],
      [secondCall, { rung: "real", tests: ["a"] }],
      [handler, executedIn("a.test.ts > answers 503")],
    ],
    { outbound: [answered] },
  );

  expect(findingsOf(unsimulatedFailure, reviewed)).toEqual([]);
  expect(goodOf(unsimulatedFailure, reviewed)).toMatchInlineSnapshot(`
    [
      "Tests saw a refused connection and a timeout at fetch (src/payments.ts:11), as in "a.test.ts > answers 503".",
    ]
  `);
});

test.each<[string, readonly Proof[]]>([
  [
    "a stub threw, as its handler shows",
    [
      [call, executedIn("a")],
      [handler, executedIn("a")],
    ],
  ],
  [
    "a stub returned a failed result, as the guard beside it shows",
    [
      [call, executedIn("a")],
      [handler, {}],
      [beside, executedIn("a")],
    ],
  ],
  ["a stub may have thrown to a caller elsewhere", [[call, executedIn("a")]]],
  ["it can't be told whether the call ran", [[call, { rung: "unknown" }]]],
  [
    "it can't be told of one of the calls",
    [
      [call, { rung: "written" }],
      [secondCall, executedIn("b")],
    ],
  ],
])("is silent when %s", (_case, proofs) => {
  expect(findingsOf(unsimulatedFailure, review(proofs))).toEqual([]);
});

test("judges another library of the same file for itself", () => {
  const axios = site("outbound-call", { line: 50, library: "axios" });
  const reviewed = review([
    [call, { rung: "real", tests: ["a"], failures: { reset: 1 } }],
    [axios, { rung: "written" }],
  ]);

  expect(unsimulatedFailure.judge(reviewed).findings).toMatchObject([{ location: { line: 50 } }]);
});

test("does not report what a partial run missed", () => {
  const reviewed = review([[call, { rung: "written" }]], { complete: false });

  expect(unsimulatedFailure.judge(reviewed)).toMatchObject({ state: "unknown", findings: [] });
});

test("has nothing to judge without outbound calls", () => {
  expect(unsimulatedFailure.judge(review([[handler, {}]])).state).toBe("not-applicable");
});
