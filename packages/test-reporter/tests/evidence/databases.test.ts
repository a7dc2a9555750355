import { expect, test } from "vitest";
import { buildEvidenceFromSites } from "../../src/evidence/build-evidence.js";
import type { ObservedTest, TestRun } from "../../src/test-run.js";
import { conversation, observed, outbound, run, site, statement } from "../factories.js";

const query = site("database-query", { library: "pg", line: 4 });
const pool = site("pool", { library: "pg", line: 2 });

function databaseOf(tests: readonly ObservedTest[], ran: Parameters<typeof run>[1] = []) {
  return databasesOf(run(tests, ran))[0];
}

function databasesOf(testRun: TestRun) {
  return buildEvidenceFromSites(testRun, [pool, query], []).databases;
}

test("calls a conversation real when bytes went both ways on a live socket", () => {
  const tests = [observed("a", { conversations: [conversation()] })];

  expect(databaseOf(tests, [[query, ["a"]]])).toEqual({
    engine: "postgres",
    module: "pg",
    real: 1,
    emulated: 0,
    mocked: 0,
    unknown: 0,
    rollbacks: 0,
    failures: {},
    tests: ["a"],
  });
});

test.each([
  ["an interceptor faked the socket", conversation({ live: false })],
  ["the other side is no database", conversation({ protocol: "http" })],
])("calls data access mocked when %s", (_case, faked) => {
  const tests = [observed("a", { conversations: [faked] })];

  expect(databaseOf(tests, [[query, ["a"]]])).toMatchObject({ real: 0, mocked: 1, tests: [] });
});

test("does not call a test mocked that only made a pool", () => {
  expect(databaseOf([observed("a")], [[pool, ["a"]]])).toMatchObject({ real: 0, mocked: 0 });
});

test("does not call a test mocked whose connection was refused", () => {
  const refused = conversation({ protocol: "unknown", bytesIn: 0, bytesOut: 0, end: "refused" });
  const tests = [observed("a", { conversations: [refused] })];

  expect(databaseOf(tests, [[query, ["a"]]])).toMatchObject({
    real: 0,
    mocked: 0,
    failures: { refused: 1 },
  });
});

test("leaves a refused socket to the HTTP call that explains it", () => {
  const refused = conversation({
    protocol: "unknown",
    peer: "127.0.0.1:40001",
    bytesIn: 0,
    bytesOut: 0,
    end: "refused",
  });
  const tests = [
    observed("a", {
      conversations: [refused],
      outbound: [outbound("POST http://localhost:40001/charges", { error: "ECONNREFUSED" })],
    }),
  ];

  expect(databaseOf(tests, [[query, ["a"]]])).toMatchObject({ mocked: 1, failures: {} });
});

test("can't tell what a test ran when execution is hidden", () => {
  const tests = [observed("a"), observed("b", { conversations: [conversation()] })];

  expect(databaseOf(tests, [[query, "hidden"]])).toMatchObject({ real: 1, mocked: 0, unknown: 1 });
});

test("counts rollbacks by test and failures by occurrence", () => {
  const failing = conversation({
    end: "reset",
    statements: [
      statement("INSERT", { error: "23505" }),
      statement("SELECT", { error: "57014" }),
      statement("ROLLBACK"),
      statement("ROLLBACK"),
    ],
  });
  const silent = conversation({ bytesIn: 0, end: "silent" });
  const tests = [observed("a", { conversations: [failing, silent] })];

  expect(databaseOf(tests)).toMatchObject({
    rollbacks: 1,
    failures: { reset: 1, timeout: 2, "error-reply": 1 },
  });
});

test("knows an engine that only the tests talk to, without a module", () => {
  const testRun = run([observed("a", { conversations: [conversation()] })]);

  expect(buildEvidenceFromSites(testRun, [], []).databases).toMatchObject([
    { engine: "postgres", module: "", real: 1 },
  ]);
});

test("names the constraints that a real database enforced", () => {
  const violation = conversation({
    statements: [statement("INSERT", { error: "23505" }), statement("SELECT", { error: "42601" })],
  });
  const serialization = conversation({ statements: [statement("COMMIT", { error: "40001" })] });
  const testRun = run([
    observed("b", { conversations: [violation] }),
    observed("a", { conversations: [violation, serialization] }),
    observed("faked", { conversations: [{ ...violation, live: false }] }),
  ]);

  expect(buildEvidenceFromSites(testRun, [], []).invariants).toEqual([
    { code: "23505", tests: ["a", "b"] },
    { code: "40001", tests: ["a"] },
  ]);
});
