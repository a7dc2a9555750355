import {
  absent,
  present,
  type FaultSite,
  type Finding,
  type LedgerEntry,
} from "@faultline/contract";
import { describe, expect, it } from "vitest";
import { findDisagreements, findTradeoffs } from "../../src/judge/tradeoffs.js";
import { finding } from "../support/findings.js";
import { place, site } from "../support/sites.js";

const unproven = finding("high", "tests-mechanisms", { check: "unproven-mechanism" });
const hanging = site("outbound-call", { mechanisms: { timeout: absent("never gives up") } });

describe("a trade-off", () => {
  it("is a mechanism that no test verifies", () => {
    const retry = site("retry", { location: place("src/a.ts", 7) });

    expect(tradeoffsOf([entry(retry, { findings: [unproven.fingerprint] })], [unproven])).toEqual([
      {
        message: "This retry adds complexity that no test verifies. Test it or remove it.",
        locations: [place("src/a.ts", 7)],
      },
    ]);
  });

  it("is not a mechanism with another finding", () => {
    const other = finding("high", "retry-backoff", { check: "require-backoff" });

    expect(tradeoffsOf([entry(site("retry"), { findings: [other.fingerprint] })], [other])).toEqual(
      [],
    );
  });
});

describe("a disagreement", () => {
  it("is a failure that a test makes happen and the code does not limit", () => {
    expect(findDisagreements([entry(hanging, { failures: { timeout: 1 } })], [])).toEqual([
      {
        message: expect.stringMatching(/^A test makes this dependency hang/) as string,
        locations: [hanging.location],
      },
    ]);
  });

  it("is none where no test makes it hang, or the code has a limit", () => {
    const limited = site("outbound-call", { mechanisms: { timeout: present("2 s") } });

    expect(findDisagreements([entry(hanging, { failures: { refused: 1 } })], [])).toEqual([]);
    expect(findDisagreements([entry(limited, { failures: { timeout: 1 } })], [])).toEqual([]);
  });
});

function entry(
  of: FaultSite,
  parts: {
    readonly failures?: LedgerEntry["evidence"]["failures"];
    readonly findings?: LedgerEntry["findings"];
  },
): LedgerEntry {
  const { failures = {}, findings = [] } = parts;
  return { site: of, evidence: { rung: "real", failures, tests: [] }, findings };
}

function tradeoffsOf(ledger: readonly LedgerEntry[], findings: readonly Finding[]) {
  return findTradeoffs({ ledger, findings, coverage: undefined, change: undefined });
}
