import { present, type OutboundEvidence } from "@faultline/contract";
import { describe, expect, test } from "vitest";
import { unprovenMechanism } from "../../src/checks/unproven-mechanism.js";
import { database, executedIn, lines, review, site, type Proof } from "../factories.js";
import { findingsOf, goodOf } from "./texts.js";

const answered: OutboundEvidence = {
  target: "http://127.0.0.1",
  real: 1,
  intercepted: 0,
  failures: {},
  tests: ["a"],
};

describe("circuit breaker", () => {
  const breaker = site("circuit-breaker", { line: 40, library: "opossum", function: "rates" });

  test("reports one whose call never failed", () => {
    const reviewed = review([[breaker, { rung: "real", tests: ["a"] }]], { outbound: [answered] });

    expect(findingsOf(unprovenMechanism, reviewed)).toMatchInlineSnapshot(`
      [
        "tests-mechanisms
      src/payments.ts:40
      What the circuit breaker in \`rates\` (src/payments.ts:40) guards never failed in a test, so it never opened. A threshold that is never reached, or one that opens for everybody at the first failure, shows only during an outage.
      In a copy of "a", let the call fail as often as the threshold says, and assert that the next one is refused at once and that it closes again.",
      ]
    `);
  });

  test("is proven when its call failed, and unknown where a stub may have failed unseen", () => {
    const failed = review([[breaker, { ...executedIn("a"), failures: { timeout: 5 } }]]);
    expect(goodOf(unprovenMechanism, failed)).toEqual([
      "A test made what the circuit breaker in `rates` (src/payments.ts:40) guards fail.",
    ]);
    expect(unprovenMechanism.judge(review([[breaker, executedIn("a")]])).state).toBe("unknown");
  });
});

describe("retry", () => {
  const retry = site("retry", { line: 10, extent: lines(10, 30), function: "charge" });
  const handler = site("error-handler", { line: 20, function: "charge", protects: lines(11, 19) });
  const call = site("outbound-call", { line: 12, function: "charge" });

  test("reports one whose attempts never failed", () => {
    const reviewed = review([
      [retry, executedIn("a.test.ts > pays")],
      [handler, { rung: "written" }],
    ]);

    expect(findingsOf(unprovenMechanism, reviewed)).toMatchInlineSnapshot(`
      [
        "tests-mechanisms
      src/payments.ts:10
      The retry in \`charge\` (src/payments.ts:10, rung: executed) never repeated anything in a test, since no attempt ever failed. A wrong limit or delay shows only when a dependency is down, as a storm of attempts or as none.
      In a copy of "a.test.ts > pays", let the first attempt fail and the second succeed, and assert the number of attempts.",
      ]
    `);
  });

  test("reports one around calls elsewhere that were seen and never failed", () => {
    const reviewed = review([[retry, { rung: "real", tests: ["a"] }]], { outbound: [answered] });

    expect(unprovenMechanism.judge(reviewed).findings).toHaveLength(1);
  });

  test.each<[string, readonly Proof[]]>([
    [
      "its handler ran",
      [
        [retry, executedIn("a")],
        [handler, executedIn("a")],
      ],
    ],
    [
      "a call within it failed",
      [
        [retry, executedIn("a")],
        [handler, {}],
        [call, { rung: "real", failures: { "error-reply": 1 } }],
      ],
    ],
    ["what it repeats elsewhere failed", [[retry, { ...executedIn("a"), failures: { reset: 1 } }]]],
    ["a stub may have failed unseen", [[retry, executedIn("a")]]],
    [
      "it can't be told whether its handler ran",
      [
        [retry, executedIn("a")],
        [handler, { rung: "unknown" }],
      ],
    ],
  ])("is silent when %s", (_case, proofs) => {
    expect(findingsOf(unprovenMechanism, review(proofs))).toEqual([]);
  });
});

describe("shutdown", () => {
  const shutdown = site("shutdown", {
    line: 40,
    operation: "SIGTERM",
    function: "installShutdown",
  });

  test("reports a handler that no test executed", () => {
    expect(findingsOf(unprovenMechanism, review([[shutdown, { rung: "written" }]])))
      .toMatchInlineSnapshot(`
        [
          "tests-mechanisms
        src/payments.ts:40
        The SIGTERM handler in \`installShutdown\` (src/payments.ts:40) is written and no test executed it. Every deployment runs it, and a mistake in it cuts requests off or hangs until the process is killed.
        Start the service in a test, call \`process.emit("SIGTERM", "SIGTERM")\` with a request in flight, and assert that it is answered and that all is closed.",
        ]
      `);
  });

  test("is silent about one that a test executed", () => {
    const reviewed = review([[shutdown, executedIn("s.test.ts > stops")]]);

    expect(findingsOf(unprovenMechanism, reviewed)).toEqual([]);
    expect(goodOf(unprovenMechanism, reviewed)).toMatchInlineSnapshot(`
      [
        "Tests ran the SIGTERM handler in \`installShutdown\` (src/payments.ts:40), as in "s.test.ts > stops".",
      ]
    `);
  });

  test("takes the signals of one function for one shutdown", () => {
    const interrupt = site("shutdown", {
      line: 41,
      operation: "SIGINT",
      function: "installShutdown",
    });
    const untested = review([
      [shutdown, { rung: "written" }],
      [interrupt, { rung: "written" }],
    ]);
    const tested = review([
      [shutdown, executedIn("a")],
      [interrupt, { rung: "written" }],
    ]);

    expect(unprovenMechanism.judge(untested).findings).toMatchObject([{ related: [{ line: 41 }] }]);
    expect(unprovenMechanism.judge(tested).findings).toEqual([]);
  });

  test("can't judge one whose code is elsewhere", () => {
    expect(unprovenMechanism.judge(review([[shutdown, { rung: "unknown" }]])).state).toBe(
      "unknown",
    );
  });
});

describe("rollback", () => {
  const transaction = site("transaction", {
    line: 50,
    library: "pg",
    extent: lines(48, 70),
    function: "inTransaction",
    mechanisms: { rollback: present("every error path rolls back") },
  });
  const handler = site("error-handler", {
    line: 60,
    function: "inTransaction",
    protects: lines(50, 59),
  });

  test("reports one whose handler stayed idle", () => {
    const reviewed = review([
      [transaction, { rung: "real", tests: ["a.test.ts > pays"] }],
      [handler, { rung: "written" }],
    ]);

    expect(findingsOf(unprovenMechanism, reviewed)).toMatchInlineSnapshot(`
      [
        "tests-mechanisms
      src/payments.ts:50
      The transaction in \`inTransaction\` (src/payments.ts:50, rung: real) can roll back and no test saw it do so. A rollback that does not work leaves half a change, or an open transaction on a pooled connection.
      In a copy of "a.test.ts > pays", make the last statement violate a constraint, and assert that the earlier ones left nothing behind.",
      ]
    `);
  });

  test("reports one without a handler of its own when no ROLLBACK was ever seen", () => {
    const reviewed = review([[transaction, { rung: "real", tests: ["a"] }]], {
      databases: [database({ real: 1 })],
    });

    expect(unprovenMechanism.judge(reviewed).findings).toHaveLength(1);
  });

  test("is silent when its handler ran", () => {
    const reviewed = review([
      [transaction, { rung: "real", tests: ["a"] }],
      [handler, executedIn("a")],
    ]);

    expect(findingsOf(unprovenMechanism, reviewed)).toEqual([]);
  });

  test("is silent when a ROLLBACK was seen that may be its own", () => {
    const reviewed = review([[transaction, { rung: "real", tests: ["a"] }]], {
      databases: [database({ real: 1, rollbacks: 1 })],
    });

    expect(findingsOf(unprovenMechanism, reviewed)).toEqual([]);
  });

  test("does not ask for a rollback that is not there", () => {
    const without = site("transaction", { line: 50, library: "pg" });

    expect(unprovenMechanism.judge(review([[without, { rung: "written" }]])).state).toBe(
      "not-applicable",
    );
  });
});

describe("timeout", () => {
  const call = site("outbound-call", {
    line: 80,
    library: "axios",
    function: "charge",
    mechanisms: { timeout: present("5000 ms by `timeout`") },
  });
  const second = { ...call, id: `${call.id}b`, location: { ...call.location, line: 85 } };
  const handler = site("error-handler", { line: 90, function: "charge", protects: lines(78, 89) });

  test("reports a limit that was never reached though the dependency failed, once for its calls", () => {
    const reviewed = review(
      [
        [call, { rung: "real", tests: ["a"], failures: { refused: 1, "error-reply": 2 } }],
        [second, { rung: "real", tests: ["a"] }],
        [handler, executedIn("a")],
      ],
      { outbound: [answered] },
    );

    expect(findingsOf(unprovenMechanism, reviewed)).toMatchInlineSnapshot(`
      [
        "tests-mechanisms, tests-timeouts
      src/payments.ts:80, src/payments.ts:85
      Tests saw a refused connection and an error reply at axios in \`charge\` (src/payments.ts:80), and never a timeout. The limit is unproven until something hangs, and a limit that does not hold keeps every request waiting.
      Point the call at a local server that accepts and never answers, shorten the limit, and assert what the caller gets.",
      ]
    `);
  });

  test("is silent when a timeout was seen", () => {
    const reviewed = review([[call, { rung: "real", tests: ["a"], failures: { timeout: 1 } }]]);

    expect(findingsOf(unprovenMechanism, reviewed)).toEqual([]);
    expect(goodOf(unprovenMechanism, reviewed)).toHaveLength(1);
  });

  test("is silent when a stub reached the handler, perhaps with a timeout", () => {
    const reviewed = review(
      [
        [call, { rung: "real", tests: ["a", "b"], failures: { refused: 1 } }],
        [handler, executedIn("b")],
      ],
      { outbound: [answered] },
    );

    expect(findingsOf(unprovenMechanism, reviewed)).toEqual([]);
  });

  test("leaves a dependency that never failed to unsimulated-failure", () => {
    expect(unprovenMechanism.judge(review([[call, { rung: "written" }]])).state).toBe(
      "not-applicable",
    );
  });

  test("does not ask for the limits of a pool to be reached", () => {
    const pool = site("pool", { library: "pg", mechanisms: { timeout: present("5000 ms") } });

    expect(unprovenMechanism.judge(review([[pool, { rung: "real", tests: ["a"] }]])).state).toBe(
      "not-applicable",
    );
  });
});

test("does not report what a partial run missed", () => {
  const shutdown = site("shutdown", { operation: "SIGTERM" });
  const reviewed = review([[shutdown, { rung: "written" }]], { complete: false });

  expect(unprovenMechanism.judge(reviewed)).toMatchObject({ state: "unknown", findings: [] });
});
