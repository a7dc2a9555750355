import { expect, test } from "vitest";
import { buildEvidenceFromSites } from "../../src/evidence/build-evidence.js";
import type { ObservedTest, TestRun } from "../../src/test-run.js";
import type { WatchedEngineUse } from "../../src/probe/observation.js";
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

function engineUse(overrides: Partial<WatchedEngineUse> = {}): WatchedEngineUse {
  return {
    engine: "postgres",
    module: "@electric-sql/pglite",
    isEmulation: false,
    statements: [statement("SELECT")],
    ...overrides,
  };
}

const sqlite = engineUse({ engine: "sqlite", module: "better-sqlite3" });

test.each([
  ["PGlite is Postgres", engineUse(), { real: 1, emulated: 0 }],
  [
    "pg-mem imitates it",
    engineUse({ module: "pg-mem", isEmulation: true }),
    { real: 0, emulated: 1 },
  ],
])("knows an engine in the process: %s", (_case, use, expected) => {
  const tests = [observed("a", { inProcess: [use] })];

  expect(databaseOf(tests, [[query, ["a"]]])).toMatchObject({ ...expected, mocked: 0 });
});

test("takes SQLite for an emulation where the code would talk to Postgres", () => {
  const open = {
    ...site("database-query", { library: "knex", line: 4 }),
    engine: "postgres" as const,
  };
  const testRun = run([observed("a", { inProcess: [sqlite] })], [[open, ["a"]]]);

  expect(buildEvidenceFromSites(testRun, [open], []).databases).toMatchObject([
    { engine: "postgres", module: "knex", real: 0, emulated: 1, mocked: 0 },
  ]);
});

test("takes SQLite for itself where nothing shows another engine", () => {
  const open = site("database-query", { library: "knex", line: 4 });
  const testRun = run([observed("a", { inProcess: [sqlite] })], [[open, ["a"]]]);
  const { databases, sites } = buildEvidenceFromSites(testRun, [open], []);

  expect(databases).toMatchObject([{ engine: "sqlite", real: 1, emulated: 0 }]);
  expect(sites).toMatchObject([{ rung: "real" }]);
});

test("can't tell what native code that can't be seen into answered", () => {
  const open = {
    ...site("database-query", { library: "@prisma/client" }),
    engine: "postgres" as const,
  };
  const opaque = { engine: "unknown", module: "@prisma/client" } as const;
  const testRun = run(
    [
      observed("a", { inProcess: [opaque] }),
      observed("b", { inProcess: [opaque], mocks: [{ module: "@prisma/client", kind: "mock" }] }),
      observed("c"),
    ],
    [[open, ["a", "b", "c"]]],
  );

  expect(buildEvidenceFromSites(testRun, [open], []).databases).toMatchObject([
    { engine: "postgres", real: 0, mocked: 2, unknown: 1 },
  ]);
});

test("does not take the opening of a connection for data access", () => {
  const opening = conversation({
    statements: [
      statement("SELECT", { text: "SELECT version()" }),
      statement("SET", { text: "SET x = 1" }),
    ],
  });
  const tests = [observed("a", { conversations: [opening] })];

  expect(databaseOf(tests, [[query, ["a"]]])).toMatchObject({ real: 0, mocked: 0 });
});

test("names the constraints of SQLite, and none that an imitation claims", () => {
  const unique = statement("INSERT", { error: "SQLITE_CONSTRAINT_UNIQUE" });
  const imitated = statement("INSERT", { error: "23505" });
  const testRun = run([
    observed("a", { inProcess: [{ ...sqlite, statements: [unique] }] }),
    observed("b", {
      inProcess: [engineUse({ module: "pg-mem", isEmulation: true, statements: [imitated] })],
    }),
  ]);

  expect(buildEvidenceFromSites(testRun, [], []).invariants).toEqual([
    { code: "SQLITE_CONSTRAINT_UNIQUE", tests: ["a"] },
  ]);
});

test("lists what tests replaced", () => {
  const pg = { module: "pg", kind: "mock" } as const;
  const testRun = run([
    observed("b", { mocks: [pg] }),
    observed("a", { mocks: [pg, { module: "src/mail.ts", kind: "spy" }] }),
  ]);

  expect(buildEvidenceFromSites(testRun, [], []).mocks).toEqual([
    { module: "pg", kind: "mock", tests: ["a", "b"] },
    { module: "src/mail.ts", kind: "spy", tests: ["a"] },
  ]);
});
