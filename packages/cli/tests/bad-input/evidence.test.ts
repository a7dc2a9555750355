import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { evidence, tested } from "../support/evidence.js";
import { FOREIGN } from "../support/foreign-files.js";
import { project } from "../support/project.js";
import { refusal } from "../support/refusal.js";
import { SOUND } from "../support/service.js";

describe("evidence", () => {
  it.each(FOREIGN)("that is %s is refused", async (_, text, reason) => {
    const root = project({ ...SOUND, "run.json": text });

    expect(await refusal(root, "review", "--evidence", "run.json")).toMatch(reason);
  });

  it.each(FOREIGN)(
    "that is %s is refused where the reporter leaves it",
    async (_, text, reason) => {
      const root = project({ ...SOUND, ".faultline/evidence.json": text });

      expect(await refusal(root, "review")).toMatch(reason);
    },
  );

  it("of another version of the format is refused", async () => {
    const root = project({
      ...SOUND,
      "run.json": JSON.stringify({ ...evidence(), schemaVersion: 2 }),
    });

    expect(await refusal(root, "review", "--evidence", "run.json")).toMatch(/schemaVersion/);
  });

  it.each([
    ["a file that is not there", "gone.json", /can't be read as a test run's evidence/],
    ["a folder", "src", /can't be read as a test run's evidence/],
    ["a link that leads to itself", "loop.json", /can't be read as a test run's evidence/],
    ["nothing", "", /can't be read as a test run's evidence/],
  ])("may not be %s", async (_, file, reason) => {
    const root = project(tested(SOUND));
    symlinkSync("loop.json", join(root, "loop.json"));

    expect(await refusal(root, "review", "--evidence", file)).toMatch(reason);
  });

  it.each([
    [
      "contradicts itself",
      { tests: { total: 3, passed: 3, failed: 1, skipped: 0 } },
      /contradicts itself: 3 \+ 1 \+ 0 tests are not 3\./,
    ],
    [
      "counts less than nothing",
      { tests: { total: 0, passed: 1, failed: 0, skipped: -1 } },
      /contradicts itself/,
    ],
    [
      "is of a part of the suite",
      { complete: false, incomplete: ["only shard 1 of 4 ran"] },
      /incomplete: only shard 1 of 4 ran\./,
    ],
    ["says that it is whole, and why it is not", { incomplete: ["interrupted"] }, /incomplete/],
    [
      "is of no test",
      { tests: { total: 0, passed: 0, failed: 0, skipped: 0 } },
      /The project has no tests\. Write a first test/,
    ],
    [
      "is of tests that were all skipped",
      { tests: { total: 2, passed: 0, failed: 0, skipped: 2 } },
      /No test ran: all 2 were skipped\./,
    ],
    ["speaks of no source", { sources: [] }, /is older than the code/],
  ])("that %s gives no verdict", async (_, parts, reason) => {
    expect(await refusal(project(tested(SOUND, parts)), "review")).toMatch(reason);
  });
});
