import { describe, expect, it } from "vitest";
import type { Attestation } from "../src/policy.js";
import { expiredAttestations, withAttestations } from "../src/judge/attestations.js";
import { tested } from "./support/evidence.js";
import { project } from "./support/project.js";
import { refusal } from "./support/refusal.js";
import { SOUND } from "./support/service.js";
import { findingsIn, reviewOf } from "./support/verdict-of.js";

const DRILL: Attestation = {
  criterion: "backups-tested",
  owner: "platform team",
  date: "2026-03-01",
  expires: "2026-09-01",
  evidence: "https://wiki.example.com/restore-drill",
};

describe("an attestation", () => {
  const open = { id: "backups-tested", status: "open", decidedBy: [] } as const;
  const standing = (today: string, result: Parameters<typeof withAttestations>[0][number] = open) =>
    withAttestations([result], [DRILL], today)[0];

  it("answers what only people can, from its day on until it expires", () => {
    expect(standing("2026-02-28")?.status).toBe("open");
    expect(standing("2026-03-01")).toEqual({
      id: "backups-tested",
      status: "attested",
      decidedBy: [
        "platform team, 2026-03-01 to 2026-09-01: https://wiki.example.com/restore-drill",
      ],
    });
    expect(standing("2026-08-31")?.status).toBe("attested");
    expect(standing("2026-09-01")?.status).toBe("unmet");
  });

  it("outweighs no finding and no proof", () => {
    const unmet = { ...open, status: "unmet", decidedBy: ["0123"] } as const;

    expect(standing("2026-04-01", unmet)).toBe(unmet);
    expect(standing("2026-04-01", { ...open, status: "met" })?.status).toBe("met");
  });

  it("is named when it has expired, unless somebody stated it again", () => {
    const again = { ...DRILL, date: "2026-08-01", expires: "2027-02-01" };

    expect(expiredAttestations([DRILL], "2026-09-01")).toEqual([DRILL]);
    expect(expiredAttestations([DRILL, again], "2026-09-01")).toEqual([]);
  });

  it("shows in the verdict", async () => {
    const { criteria, summary } = await withConfig({
      attestations: [
        { ...DRILL, date: "2020-01-01", expires: "2999-01-01" },
        { ...DRILL, criterion: "rto-rpo-defined", date: "2020-01-01", expires: "2021-01-01" },
      ],
    });
    const statusOf = (id: string) => criteria.find((result) => result.id === id)?.status;

    expect([statusOf("backups-tested"), statusOf("rto-rpo-defined")]).toEqual([
      "attested",
      "unmet",
    ]);
    expect(summary).toContain(
      "Attestations that have expired: rto-rpo-defined (platform team, 2021-01-01).",
    );
  });
});

describe("required evidence", () => {
  const guarded = `export async function pay(charge: () => Promise<void>): Promise<string> {
  try {
    await charge();
    return "paid";
  } catch (error) {
    console.error("charge failed", error);
    throw error;
  }
}
`;
  const tree = { ...SOUND, "src/payments/pay.ts": guarded };
  const review = (
    paths: readonly string[],
    rung: string,
    reached: "executed" | "asserted" | "unknown",
  ) =>
    reviewOf(
      project({
        ...tested(tree, {
          sites: [
            {
              id: "src/payments/pay.ts#error-handler:pay:0",
              rung: reached,
              failures: {},
              tests: [],
            },
          ],
        }),
        "faultline.config.json": JSON.stringify({ evidence: [{ paths, rung }] }),
      }),
    );
  const found = async (...args: Parameters<typeof review>) =>
    findingsIn(await review(...args)).filter((line) => line.includes("required-evidence"));

  it("is asked of the handlers below a path", async () => {
    expect(await found(["src/payments/**"], "asserted", "executed")).toEqual([
      "high required-evidence src/payments/pay.ts:5",
    ]);
  });

  it("is met where tests get as far, asked nowhere else, and silent where it can't be told", async () => {
    expect(await found(["src/payments/**"], "asserted", "asserted")).toEqual([]);
    expect(await found(["src/billing/**"], "asserted", "executed")).toEqual([]);
    expect(await found(["src/payments/**"], "asserted", "unknown")).toEqual([]);
  });
});

describe("a policy that can't be used", () => {
  it.each([
    [
      { evidence: [{ paths: ["src/**"], rung: "tested" }] },
      "evidence[0].rung must be one of written, executed, real, asserted, proven.",
    ],
    [
      { evidence: [{ paths: "src", rung: "real" }] },
      'evidence[0].paths must be a list of globs such as "src/payments/**".',
    ],
    [{ coverage: { lines: 101 } }, "coverage.lines must be a number from 0 to 100."],
    [{ coverage: { line: 80 } }, 'coverage has no setting "line".'],
    [{ attestations: [{ ...DRILL, owner: "" }] }, 'attestations[0] needs "owner", a text.'],
    [
      { attestations: [{ ...DRILL, date: "2026-02-30" }] },
      "attestations[0].date must be a day such as 2026-11-28.",
    ],
    [
      { attestations: [{ ...DRILL, expires: "2026-01-01" }] },
      "attestations[0] expires before it begins.",
    ],
    [
      { attestations: [{ ...DRILL, criterion: "backups" }] },
      "attestations[0].criterion is not a criterion (see `faultline criteria`).",
    ],
    [{ escalations: [{ paths: ["src/**"] }] }, 'escalations[0] needs "to", a team.'],
    [{ escalations: {} }, "escalations must be a list."],
  ])("is refused in one line: %j", async (config, problem) => {
    const root = project({ ...SOUND, "faultline.config.json": JSON.stringify(config) });

    expect(await refusal(root, "review")).toBe(
      `faultline: faultline.config.json: ${problem} See docs/configuration.md for what it can say.\n`,
    );
  });
});

function withConfig(config: unknown) {
  return reviewOf(project({ ...tested(SOUND), "faultline.config.json": JSON.stringify(config) }));
}
