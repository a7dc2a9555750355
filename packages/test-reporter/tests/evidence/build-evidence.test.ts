import { parseEvidence, type Evidence, type FaultSite } from "@faultline/contract";
import {
  array,
  assert,
  constantFrom,
  nat,
  property,
  record,
  shuffledSubarray,
  subarray,
} from "fast-check";
import { expect, test } from "vitest";
import { buildEvidence, buildEvidenceFromSites } from "../../src/evidence/build-evidence.js";
import { mergeEvidence } from "../../src/evidence/merge-evidence.js";
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

const SITES: readonly [FaultSite, FaultSite, FaultSite, FaultSite] = [
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

const NAMES = ["a", "b", "c", "d", "e"];

const anyObservation = record({
  conversations: subarray(CONVERSATIONS),
  inbound: subarray(INBOUND),
  outbound: subarray(OUTBOUND),
  values: subarray(["503", "23505"]),
  concurrent: constantFrom(true, false),
}).map(({ values, ...observation }) => ({
  ...observation,
  assertions: { count: values.length, values },
}));

/** Each of the names once. */
const anyTests = array(anyObservation, { minLength: 5, maxLength: 5 }).map((observations) =>
  NAMES.map((name, index) => observed(name, observations[index])),
);

const RAN = SITES.map((one, index) => [one, NAMES.slice(index)] as const);

test("does not depend on the order of tests", () => {
  const anyRun = record({
    tests: anyTests,
    order: shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }),
  });

  assert(
    property(anyRun, ({ tests, order }) => {
      const reordered = order.flatMap((index) => tests[index] ?? []);
      const one = buildEvidenceFromSites(run(tests, RAN), SITES, []);
      const other = buildEvidenceFromSites(run(reordered, RAN), SITES, []);
      expect(JSON.stringify(other)).toBe(JSON.stringify(one));
    }),
    { numRuns: 200 },
  );
});

test("is the same from one run and from shards of it, in any order and however grouped", () => {
  const anySplit = record({
    tests: anyTests,
    shards: array(nat(3), { minLength: 5, maxLength: 5 }),
    order: shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
  });
  const RUN = { runner: { name: "vitest", version: "4.1.12" } };

  assert(
    property(anySplit, ({ tests, shards, order }) => {
      const shard = (index: number): Evidence =>
        buildEvidenceFromSites(
          run(
            tests.filter((_, test) => shards[test] === index),
            RAN.map(([one, names]) => [
              one,
              names.filter((name) => shards[NAMES.indexOf(name)] === index),
            ]),
            { ...RUN, shard: { index: index + 1, count: 4 } },
          ),
          SITES,
          [],
        );
      const whole = { ...buildEvidenceFromSites(run(tests, RAN, RUN), SITES, []), shards: [] };
      const [a, b, c, d] = order.map(shard) as [Evidence, Evidence, Evidence, Evidence];

      const once = mergeEvidence(a, b, c, d);
      expect({ ...once, shards: [] }).toEqual(whole);
      expect(mergeEvidence(mergeEvidence(d, b), mergeEvidence(c, a))).toEqual(once);
      expect(mergeEvidence(once, b, once, mergeEvidence(a, d))).toEqual(once);
    }),
    { numRuns: 200 },
  );
});

test("is incomplete while shards are missing, and says which ran", () => {
  const shard = (index: number) =>
    buildEvidenceFromSites(
      run([observed(String(index))], [], { shard: { index, count: 3 } }),
      [],
      [],
    );

  expect(mergeEvidence(shard(3), shard(1))).toMatchObject({
    complete: false,
    incomplete: ["only shard 1, 3 of 3 ran"],
  });
  expect(mergeEvidence(shard(3), shard(1), shard(2))).toMatchObject({
    complete: true,
    incomplete: [],
    tests: { total: 3 },
  });
});

test("is incomplete when its parts ran different versions of a source", () => {
  const part = (text: string) =>
    buildEvidenceFromSites(run([observed("a")]), [], [{ file: "src/a.ts", text }]);
  const contradiction = "the parts ran different versions of src/a.ts";
  const merged = mergeEvidence(part("1"), part("2"));

  expect(merged).toMatchObject({ complete: false, incomplete: [contradiction] });
  expect(mergeEvidence(merged, part("1")).incomplete).toEqual([contradiction]);
});

test("takes the worse end and the more that was seen of a test that occurs twice", () => {
  const once = buildEvidenceFromSites(
    run([observed("a", { conversations: CONVERSATIONS }, "failed")], [[SITES[1], ["a"]]]),
    SITES,
    [],
  );
  const again = buildEvidenceFromSites(run([observed("a")], [[SITES[1], ["a"]]]), SITES, []);

  expect(mergeEvidence(again, once)).toMatchObject({
    tests: { total: 1, passed: 0, failed: 1 },
    databases: [{ real: 1, mocked: 0, rollbacks: 1 }],
  });
});

test("tells tests of one name apart", () => {
  const built = buildEvidenceFromSites(run([observed("a"), observed("a")]), [], []);

  expect(built.observed.map(({ name }) => name)).toEqual(["a", "a (2)"]);
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
