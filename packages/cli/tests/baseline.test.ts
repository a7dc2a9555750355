import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  BASELINE_FILE,
  formatBaseline,
  readBaseline,
  type Baseline,
} from "../src/collect/baseline.js";
import { matchBaseline } from "../src/join/baseline-status.js";
import { tested } from "./support/evidence.js";
import { faultline } from "./support/faultline.js";
import { finding } from "./support/findings.js";
import { project, write, type Tree } from "./support/project.js";
import { commitAll, gitIn, onBranch, repository } from "./support/repository.js";
import { CHATTY, HANGING, SOUND } from "./support/service.js";
import { place } from "./support/sites.js";
import { findingsIn, reviewOf } from "./support/verdict-of.js";

const LEGACY: Tree = { ...SOUND, "src/price.ts": HANGING, "src/greet.ts": CHATTY };

describe("a baseline", () => {
  it("accepts what is wrong when it is made, and nothing that comes later", async () => {
    const root = project(tested(LEGACY));
    const { stderr, exitCode } = await faultline(root, "review", "--update-baseline");
    expect(stderr).toBe("faultline-baseline.json: 2 accepted, 0 gone, 2 new.\n");
    expect(exitCode).toBe(1);

    expect(findingsIn(await reviewOf(root))).toEqual([
      "high require-timeout src/price.ts:2 inherited",
      "medium structured-logging src/greet.ts:2 inherited",
    ]);
    write(root, tested({ ...LEGACY, "src/stock.ts": HANGING }));
    expect(await reviewOf(root)).toMatchObject({ headline: "BLOCK (0 critical, 1 high)" });
  });

  it("only goes down, unless more is asked for", async () => {
    const root = project(tested(LEGACY));
    await faultline(root, "review", "--update-baseline");
    const worse = { ...SOUND, "src/greet.ts": CHATTY, "src/price.ts": "", "src/stock.ts": HANGING };
    write(root, tested(worse));

    const lowered = await faultline(root, "review", "--update-baseline");
    expect(lowered.stderr).toBe("faultline-baseline.json: 1 accepted, 1 gone, 0 new.\n");
    const accepted = await faultline(root, "review", "--update-baseline", "--accept-new");
    expect(accepted.stderr).toBe("faultline-baseline.json: 2 accepted, 0 gone, 1 new.\n");
  });

  it("keeps what tests were seen to lack while nobody ran them", async () => {
    const root = project({ ...LEGACY, [BASELINE_FILE]: formatBaseline([UNTESTED]) });
    const { stderr } = await faultline(root, "review", "--update-baseline");

    expect(stderr).toMatch(/^faultline-baseline\.json: 1 accepted, 0 gone, 0 new\.\n/);
    expect(readBaseline(root)).toEqual([UNTESTED]);
  });

  it.each([
    [["--update-baseline", "--base", "main"], /needs a review of the whole project/],
    [["--update-baseline", "src"], /needs a review of the whole project/],
    [["--accept-new"], /Add --update-baseline/],
  ])("is left alone by %j", async (args, line) => {
    const root = project(tested(LEGACY));
    const { stderr, exitCode } = await faultline(root, "review", ...args);

    expect(stderr).toMatch(line);
    expect(exitCode).toBe(2);
    expect(existsSync(join(root, BASELINE_FILE))).toBe(false);
  });

  it.each(["{", "[]", '{"schemaVersion":2,"findings":[]}', '{"schemaVersion":1,"findings":[7]}'])(
    "is refused in one line where it is %j",
    async (text) => {
      const root = project({ ...tested(SOUND), [BASELINE_FILE]: text });
      const { stderr, exitCode, stdout } = await faultline(root, "review");

      expect(stderr).toMatch(/^faultline: faultline-baseline\.json [^\n]+\n$/);
      expect([exitCode, stdout]).toEqual([2, ""]);
    },
  );
});

const UNTESTED = {
  fingerprint: "0123456789abcd",
  check: "untested-error-path",
  file: "src/main.ts",
};

describe("the pairing of findings and entries", () => {
  const at = (file: string, fingerprint: string) =>
    finding("high", "timeout-outbound", { fingerprint, location: place(file) });
  const entry = (file: string, fingerprint: string) => ({
    fingerprint,
    check: "require-timeout",
    file,
  });

  it("takes a finding whose number moved for the one it was, as long as there are no more of them", () => {
    const [old, next] = [at("src/a.ts", "00000000000002"), at("src/a.ts", "00000000000003")];
    const baseline = [entry("src/a.ts", "00000000000001")];

    expect(matchBaseline([old], baseline).accepted).toEqual(new Set([old]));
    expect(matchBaseline([old, next], baseline).accepted.size).toBe(1);
    expect(matchBaseline([at("src/b.ts", "00000000000002")], baseline)).toEqual({
      accepted: new Set(),
      gone: baseline,
    });
  });

  it("never accepts more than there are entries", () => {
    const file = fc.constantFrom("src/a.ts", "src/b.ts");
    const print = fc.constantFrom("00000000000001", "00000000000002", "00000000000003");
    fc.assert(
      fc.property(fc.array(fc.tuple(file, print)), fc.array(fc.tuple(file, print)), (now, then) => {
        const baseline: Baseline = then.map(([name, fingerprint]) => entry(name, fingerprint));
        const { accepted, gone } = matchBaseline(
          now.map(([name, fingerprint]) => at(name, fingerprint)),
          baseline,
        );
        return accepted.size + gone.length === baseline.length;
      }),
    );
  });
});

describe("the file of a baseline", () => {
  it("gives back what was written, whatever it was", () => {
    const hex = fc.stringMatching(/^[0-9a-f]{14}$/);
    const name = fc.stringMatching(/^[!-~]([ -~]*[!-~])?$/);
    const entries = fc.uniqueArray(
      fc.record({ fingerprint: hex, check: fc.constant("require-timeout"), file: name }),
      {
        selector: ({ fingerprint }) => fingerprint,
      },
    );
    fc.assert(
      fc.property(entries, (baseline) => {
        const lines = (JSON.parse(formatBaseline(baseline)) as { findings: string[] }).findings;
        const kept = lines.filter((line) => !line.startsWith("-- "));
        return (
          kept.length === baseline.length &&
          baseline.every((one) => kept.includes(`${one.fingerprint} ${one.check} ${one.file}`))
        );
      }),
    );
  });

  it("is merged by git where two branches mend and accept what they like", () => {
    const entries = Array.from({ length: 12 }, (_, index) => ({
      fingerprint:
        `0000000000${(index * 1000).toString(16).padStart(2, "0").padEnd(4, "0")}`.slice(0, 12) +
        index.toString(16).padStart(2, "0"),
      check: "require-timeout",
      file: `src/${String(index)}.ts`,
    }));
    const more = (last: string) => ({
      fingerprint: `000000000000${last}`,
      check: "require-timeout",
      file: "src/new.ts",
    });
    const root = repository({ [BASELINE_FILE]: formatBaseline(entries) });
    onBranch(root, "one", {
      [BASELINE_FILE]: formatBaseline([
        ...entries.filter((_, index) => index % 2 === 0),
        more("aa"),
      ]),
    });
    gitIn(root, "switch", "--quiet", "main");
    onBranch(root, "two", {
      [BASELINE_FILE]: formatBaseline([
        ...entries.filter((_, index) => index % 4 !== 0),
        more("ab"),
      ]),
    });
    gitIn(root, "merge", "--quiet", "--no-edit", "one");

    expect(readBaseline(root)?.map(({ fingerprint }) => fingerprint.slice(-2))).toEqual([
      "02",
      "06",
      "0a",
      "aa",
      "ab",
    ]);
    expect(execFileSync("git", ["status", "--porcelain"], { cwd: root, encoding: "utf8" })).toBe(
      "",
    );
    expect(readFileSync(join(root, BASELINE_FILE), "utf8")).toBe(
      formatBaseline(readBaseline(root) ?? []),
    );
  });
});

it("does not save what a change touches", async () => {
  const root = repository(LEGACY);
  write(root, tested(LEGACY));
  await faultline(root, "review", "--update-baseline");
  commitAll(root, "Accept");
  const touched = { ...LEGACY, "src/price.ts": HANGING.replace("prices.example", "cost.example") };
  write(root, tested(touched));

  expect(findingsIn(await reviewOf(root, "--base", "main"))).toEqual([
    "high require-timeout src/price.ts:2",
  ]);
});
