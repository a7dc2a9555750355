import { parseEvidence } from "@faultline/contract";
import {
  array,
  assert,
  constantFrom,
  property,
  record,
  shuffledSubarray,
  subarray,
} from "fast-check";
import { expect, test } from "vitest";
import { buildEvidence, buildEvidenceFromSites } from "../../src/evidence/build-evidence.js";
import type { ObservedTest } from "../../src/test-run.js";
import {
  conversation,
  inbound,
  lines,
  observed,
  outbound,
  run,
  site,
  statement,
} from "../factories.js";

const SITES = [
  site("route", { line: 1, target: "POST /payments" }),
  site("database-query", { line: 2, library: "pg" }),
  site("outbound-call", { line: 3, library: "fetch" }),
  site("error-handler", { line: 5, protects: lines(2, 4) }),
];

const CONVERSATIONS = [
  conversation({
    statements: [statement("INSERT", { error: "23505", servedBy: 0 }), statement("ROLLBACK")],
  }),
  conversation({ bytesIn: 0, end: "silent" }),
  conversation({ protocol: "unknown", bytesIn: 0, end: "refused" }),
];
const INBOUND = [
  inbound("POST /payments", { status: 503, inFlight: 2, inFlightSameKey: 2 }),
  inbound("POST /charges"),
];
const OUTBOUND = [
  outbound("POST http://127.0.0.1:45001/charges", { error: "TimeoutError" }),
  outbound("GET https://api.example.com/rates", { status: 500, live: false }),
];

const NAMES = ["a", "b", "c", "d"];

const anyTest = record({
  name: constantFrom(...NAMES),
  conversations: subarray(CONVERSATIONS),
  inbound: subarray(INBOUND),
  outbound: subarray(OUTBOUND),
  values: subarray(["503", "23505"]),
  concurrent: constantFrom(true, false),
}).map(({ name, values, ...observation }): ObservedTest =>
  observed(name, { ...observation, assertions: { count: values.length, values } }),
);

test("does not depend on the order of tests", () => {
  const ran = SITES.map((one, index) => [one, NAMES.slice(index)] as const);
  const anyRun = record({
    tests: array(anyTest, { minLength: 5, maxLength: 5 }),
    order: shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }),
  });

  assert(
    property(anyRun, ({ tests, order }) => {
      const reordered = order.flatMap((index) => tests[index] ?? []);
      const one = buildEvidenceFromSites(run(tests, ran), SITES, []);
      const other = buildEvidenceFromSites(run(reordered, ran), SITES, []);
      expect(JSON.stringify(other)).toBe(JSON.stringify(one));
    }),
    { numRuns: 200 },
  );
});

test("is what the contract says it is", () => {
  const built = buildEvidenceFromSites(
    run([observed("a", { conversations: CONVERSATIONS, inbound: INBOUND, outbound: OUTBOUND })]),
    SITES,
    [{ file: "src/payments.ts", text: "" }],
  );

  expect(parseEvidence(JSON.parse(JSON.stringify(built)))).toEqual({ ok: true, value: built });
});

test("names the tests that passed without asserting anything", () => {
  const nothing = { assertions: { count: 0, values: [] } };
  const tests = [
    observed("b", nothing),
    observed("a", nothing),
    observed("failed", nothing, "failed"),
    observed("asserts"),
  ];
  const skipped: ObservedTest = { name: "skipped", state: "skipped" };

  expect(buildEvidenceFromSites(run([...tests, skipped]), [], []).vacuousTests).toEqual(["a", "b"]);
});

test("says which version of each source it speaks of", () => {
  const sources = [
    { file: "src/b.ts", text: "" },
    { file: "src/a.ts", text: "abc" },
  ];

  expect(buildEvidenceFromSites(run([]), [], sources).sources).toEqual([
    {
      file: "src/a.ts",
      digest: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    },
    {
      file: "src/b.ts",
      digest: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    },
  ]);
});

test("is complete only when the run was whole and every source parses", () => {
  const sound = { file: "src/a.ts", text: "export const a = 1;" };
  const broken = { file: "src/b.ts", text: "export const = ;" };

  expect(buildEvidence(run([]), [sound])).toMatchObject({ complete: true, incomplete: [] });
  expect(buildEvidence(run([], [], { incomplete: ["one shard of two"] }), [sound])).toMatchObject({
    complete: false,
  });
  expect(buildEvidence(run([]), [sound, broken])).toMatchObject({
    complete: false,
    incomplete: [expect.stringMatching(/^src\/b\.ts does not parse: /)],
  });
});
