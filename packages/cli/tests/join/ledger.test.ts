import { describe, expect, it } from "vitest";
import { buildLedger } from "../../src/join/ledger.js";
import { evidence } from "../support/evidence.js";
import { finding } from "../support/findings.js";
import { place, site } from "../support/sites.js";

const call = site("outbound-call", { location: place("src/a.ts", 7) });
const proof = {
  id: call.id,
  rung: "real",
  failures: { timeout: 1 },
  tests: ["it gives up"],
} as const;

describe("the ledger", () => {
  it("shows each site with what tests proved and what is found there", () => {
    const found = finding("high", "timeout-outbound", { location: call.location });

    expect(buildLedger([call], evidence({ sites: [proof] }), [found])).toEqual([
      {
        site: call,
        evidence: { rung: "real", failures: { timeout: 1 }, tests: ["it gives up"] },
        findings: [found.fingerprint],
      },
    ]);
  });

  it("knows nothing of a site that no test run speaks of", () => {
    const nothing = { rung: "unknown", failures: {}, tests: [] };

    expect(buildLedger([call], evidence(), [])).toMatchObject([
      { evidence: nothing, findings: [] },
    ]);
    expect(buildLedger([call], undefined, [])).toMatchObject([{ evidence: nothing }]);
  });

  it("joins evidence by identity, not by line", () => {
    const moved = { ...call, location: place("src/a.ts", 40) };

    expect(buildLedger([moved], evidence({ sites: [proof] }), [])).toMatchObject([
      { evidence: { rung: "real" } },
    ]);
  });
});
