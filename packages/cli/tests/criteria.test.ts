import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { CRITERIA, type Criterion } from "@faultline/contract";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { faultline } from "./support/faultline.js";
import { project } from "./support/project.js";

/** The agreed list, where this checkout has it beside it. */
const AGREED = fileURLToPath(new URL("../../../../shared/criteria.yaml", import.meta.url));

interface Row extends Criterion {
  readonly exists: boolean;
  readonly deciders: readonly { readonly check: string; readonly exists: boolean }[];
}

describe("faultline criteria", () => {
  it("prints every criterion with what decides it, and whether that exists", async () => {
    const rows = await printedRows();

    expect(rows.map(({ id }) => id)).toEqual(CRITERIA.map(({ id }) => id));
    expect(rows.find(({ id }) => id === "timeout-outbound")).toEqual({
      id: "timeout-outbound",
      title: expect.any(String) as string,
      lens: "infrastructure",
      severity: "high",
      tier: 1,
      how: ["rule", "joined"],
      checks: ["require-timeout"],
      exists: true,
      deciders: [{ check: "require-timeout", exists: true }],
    });
  });

  it("says of each check whether it exists", async () => {
    const rows = await printedRows();

    for (const { checks, deciders, exists } of rows) {
      expect(deciders.map(({ check }) => check)).toEqual(checks);
      expect(deciders.some((decider) => decider.exists)).toBe(exists);
    }
  });

  it("has each check of the project and its files that tiers 1 and 2 name", async () => {
    const missing = (await printedRows())
      .filter(({ tier }) => tier < 3)
      .flatMap(({ deciders }) => deciders.filter((decider) => !decider.exists))
      .map(({ check }) => check);

    expect(missing).not.toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /-present$|^require-(?:metrics|tracing|error-tracking|rate-limit|authorization|api-version|env-validation|query-observability)$|^pr-description$/,
        ),
      ]),
    );
  });

  it("says which criteria nothing decides yet", async () => {
    const rows = await printedRows();
    const decided = rows.filter(({ exists }) => exists).flatMap(({ checks }) => checks);

    expect(decided).toEqual(
      expect.arrayContaining(["require-health-check", "untested-error-path", "decision"]),
    );
    expect(
      rows.filter(({ checks }) => checks.length === 0).map(({ exists }) => exists),
    ).not.toContain(true);
  });

  it("prints one line for each to a person", async () => {
    const { stdout } = await faultline(project({}), "criteria");
    const lines = stdout.trimEnd().split("\n");

    expect(lines).toHaveLength(CRITERIA.length);
    expect(lines).toContainEqual(expect.stringMatching(/^\+ timeout-outbound +high +tier 1 {2}\w/));
  });

  it.skipIf(!existsSync(AGREED))(
    "prints the rows that were agreed, with what more decides them",
    async () => {
      const printed = new Map((await printedRows()).map((row) => [row.id, row]));

      for (const { id, lens, severity, how, checks, tier } of agreedRows()) {
        const row = printed.get(id);
        expect(row, id).toMatchObject({ lens, severity, tier });
        expect(row?.how, id).toEqual(expect.arrayContaining([...how]));
        expect(row?.checks, id).toEqual(expect.arrayContaining([...checks]));
      }
      expect(printed.size).toBe(agreedRows().length);
    },
  );

  it("has something that decides every criterion of code, configuration, project and files", async () => {
    const undecided = (await printedRows()).filter(
      ({ tier, how, exists }) =>
        tier < 3 && !exists && how.some((one) => /^(?:rule|config|project|artifact)$/.test(one)),
    );
    expect(undecided.map(({ id }) => id)).toEqual([]);
  });
});

async function printedRows(): Promise<readonly Row[]> {
  const { stdout, exitCode } = await faultline(project({}), "criteria", "--format", "json");
  expect(exitCode).toBe(0);
  // Sound: what the command prints is what this test is about.
  return JSON.parse(stdout) as readonly Row[];
}

/** The agreed rows, without the guides they come from. */
function agreedRows(): readonly Omit<Criterion, "title">[] {
  // Sound: the list's own checks keep its shape.
  const rows = parse(readFileSync(AGREED, "utf8")) as readonly (Criterion & { guides: unknown })[];
  return rows.map(({ id, lens, severity, how, checks, tier }) => ({
    id,
    lens,
    severity,
    how,
    checks,
    tier,
  }));
}
