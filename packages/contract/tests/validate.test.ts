import { parseEvidence, parseVerdict, type Evidence } from "@faultline/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const EVIDENCE: Evidence = {
  schemaVersion: 1,
  runner: { name: "vitest", version: "4.1.12" },
  folder: "",
    shards: [{ index: 1, count: 1 }],
  complete: true,
  incomplete: [],
  tests: { total: 1, passed: 1, failed: 0, skipped: 0 },
  databases: [],
  routes: [],
  outbound: [],
  errorPaths: [],
  invariants: [],
  mocks: [],
  concurrency: [],
  vacuousTests: [],
  sites: [],
  observed: [],
  sources: [],
};

describe("parseEvidence", () => {
  it("returns evidence as it was written", () => {
    const written: unknown = JSON.parse(JSON.stringify(EVIDENCE));
    expect(parseEvidence(written)).toEqual({ ok: true, value: EVIDENCE });
  });

  it("keeps what a later version adds", () => {
    expect(parseEvidence({ ...EVIDENCE, later: 1 }).ok).toBe(true);
  });

  it.each([
    [
      "another version",
      { ...EVIDENCE, schemaVersion: 2 },
      "at /schemaVersion: must be equal to constant",
    ],
    ["a missing part", { ...EVIDENCE, sites: undefined }, "must have required property 'sites'"],
    [
      "a count that is no number",
      { ...EVIDENCE, tests: { ...EVIDENCE.tests, failed: "0" } },
      "at /tests/failed: must be number",
    ],
    ["a list", [], "must be object"],
    ["nothing", null, "must be object"],
  ])("refuses %s with a reason", (_, data, reason) => {
    const written: unknown = JSON.parse(JSON.stringify(data));
    expect(parseEvidence(written)).toEqual({ ok: false, reason });
  });

  it("never throws, whatever it is given", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (data) => {
        expect(parseEvidence(data).ok).toBe(false);
        expect(parseVerdict(data).ok).toBe(false);
      }),
    );
  });
});
