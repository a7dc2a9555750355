import { expect, test } from "vitest";
import { buildEvidenceFromSites } from "../../src/evidence/build-evidence.js";
import type { ObservedTest } from "../../src/test-run.js";
import { conversation, inbound, observed, outbound, run, site, statement } from "../factories.js";

const route = site("route", { target: "POST /payments" });
const handler = site("error-handler", { line: 20, operation: "promise-catch", function: "charge" });

function rungOf(one: ObservedTest, ran: readonly string[] | "hidden" = ["a"]) {
  const built = buildEvidenceFromSites(run([one], [[handler, ran]]), [route, handler], []);
  const [path] = built.errorPaths;
  expect(built.sites.find(({ id }) => id === handler.id)?.rung).toBe(path?.rung);
  return path?.rung;
}

function asserting(...values: readonly string[]) {
  return { assertions: { count: values.length, values } };
}

test("describes a handler and the tests that ran it", () => {
  const built = buildEvidenceFromSites(
    run([observed("b"), observed("a")], [[handler, ["b", "a"]]]),
    [handler],
    [],
  );

  expect(built.errorPaths).toEqual([
    {
      file: "src/payments.ts",
      line: 20,
      kind: "promise-catch",
      function: "charge",
      site: handler.id,
      rung: "executed",
      tests: ["a", "b"],
    },
  ]);
});

test("is written when no test ran it, and unknown when that can't be told", () => {
  expect(rungOf(observed("a"), [])).toBe("written");
  expect(rungOf(observed("a"), "hidden")).toBe("unknown");
});

test.each<[string, ObservedTest]>([
  [
    "the application's reply",
    observed("a", { inbound: [inbound("POST /payments", { status: 503 })], ...asserting("503") }),
  ],
  [
    "a dependency's reply",
    observed("a", {
      outbound: [outbound("GET http://127.0.0.1:45000/x", { status: 500 })],
      ...asserting("1", "500"),
    }),
  ],
  [
    "the error of a call",
    observed("a", {
      outbound: [outbound("GET http://127.0.0.1:45000/x", { error: "TimeoutError" })],
      ...asserting("TimeoutError"),
    }),
  ],
  [
    "SQLSTATE",
    observed("a", {
      conversations: [conversation({ statements: [statement("INSERT", { error: "23505" })] })],
      ...asserting("23505"),
    }),
  ],
  [
    "a refused database",
    observed("a", {
      conversations: [conversation({ end: "refused" })],
      ...asserting("ECONNREFUSED"),
    }),
  ],
])("is asserted when a test compares %s", (_case, one) => {
  expect(rungOf(one)).toBe("asserted");
});

test.each<[string, ObservedTest]>([
  [
    "the status asserted is a success",
    observed("a", { inbound: [inbound("POST /payments", { status: 201 })], ...asserting("201") }),
  ],
  ["nothing produced the value", observed("a", asserting("503"))],
  [
    "the value is another one",
    observed("a", { inbound: [inbound("POST /payments", { status: 503 })], ...asserting("true") }),
  ],
])("is only executed when %s", (_case, one) => {
  expect(rungOf(one)).toBe("executed");
});

test("is only executed when another test asserted the failure", () => {
  const tests = [
    observed("a"),
    observed("b", { inbound: [inbound("POST /payments", { status: 503 })], ...asserting("503") }),
  ];
  const built = buildEvidenceFromSites(run(tests, [[handler, ["a"]]]), [route, handler], []);

  expect(built.errorPaths).toMatchObject([{ rung: "executed" }]);
});
