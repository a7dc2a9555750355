import { utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tested } from "../support/evidence.js";
import { faultline } from "../support/faultline.js";
import { project, write, type Tree } from "../support/project.js";
import { onBranch, repository } from "../support/repository.js";
import { SOUND } from "../support/service.js";
import { findingsIn, reviewOf } from "../support/verdict-of.js";

/** A source of so many lines, one statement each. */
function lines(count: number): string {
  return Array.from({ length: count }, (_, index) => `export const v${String(index)} = 1;\n`).join(
    "",
  );
}

/** What istanbul writes of a file whose first lines were run and whose others were not. */
function istanbul(file: string, run: number, total: number): string {
  const numbers = Array.from({ length: total }, (_, index) => index);
  const range = (line: number) => ({ start: { line, column: 0 }, end: { line, column: 9 } });
  return JSON.stringify({
    [file]: {
      path: file,
      statementMap: Object.fromEntries(numbers.map((index) => [index, range(index + 1)])),
      s: Object.fromEntries(numbers.map((index) => [index, index < run ? 1 : 0])),
      fnMap: {},
      f: {},
      branchMap: {},
      b: {},
    },
  });
}

function lcov(file: string, run: number, total: number): string {
  const counts = Array.from(
    { length: total },
    (_, index) => `DA:${String(index + 1)},${index < run ? "1" : "0"}`,
  );
  return ["TN:", `SF:${file}`, ...counts, "end_of_record", ""].join("\n");
}

const SOURCES: Tree = { ...SOUND, "src/many.ts": lines(100) };

describe("coverage", () => {
  it.each([
    ["cov.json", istanbul("src/many.ts", 79, 100)],
    ["cov.info", lcov("src/many.ts", 79, 100)],
  ])("below the floor is a finding that names the lines: %s", async (file, text) => {
    const verdict = await reviewOf(
      project({ ...tested(SOURCES), [file]: text }),
      "--coverage",
      file,
    );

    expect(findingsIn(verdict)).toEqual(["medium low-coverage src/many.ts:80"]);
    expect(verdict.findings[0]?.message).toMatch(
      /^Tests run 79 % of the 100 lines that can be run, less than 80 %\..*: src\/many\.ts:80-100\.$/,
    );
    expect(verdict.headline).toBe("LGTM with 1 condition");
  });

  it("at the floor is enough", async () => {
    const tree = { ...tested(SOURCES), "cov.info": lcov("src/many.ts", 80, 100) };
    const { findings, criteria } = await reviewOf(project(tree), "--coverage", "cov.info");

    expect(findings).toEqual([]);
    expect(criteria.find(({ id }) => id === "tests-coverage")).toMatchObject({ status: "met" });
  });

  it("is the sum of what shards ran", async () => {
    const tree = {
      ...tested(SOURCES),
      "one.info": lcov("/ci/build/src/many.ts", 50, 100),
      "two.json": istanbul("C:\\build\\src\\many.ts", 90, 100),
    };

    expect(
      findingsIn(await reviewOf(project(tree), "--coverage", "one.info", "--coverage", "two.json")),
    ).toEqual([]);
  });

  it("holds the project's own floor", async () => {
    const tree = {
      ...tested(SOURCES),
      "cov.info": lcov("src/many.ts", 80, 100),
      "faultline.config.json": '{ "coverage": { "lines": 81 } }',
    };

    expect(findingsIn(await reviewOf(project(tree), "--coverage", "cov.info"))).toHaveLength(1);
  });

  it("is asked of the changed lines alone, and not of a small change", async () => {
    const grown = (added: number) => ({ ...SOURCES, "src/many.ts": lines(100 + added) });
    const rootOf = (added: number): string => {
      const root = repository(SOURCES);
      onBranch(root, "grow", grown(added));
      write(root, {
        ...tested(grown(added)),
        ".faultline/cov.info": lcov("src/many.ts", 100, 100 + added),
      });
      return root;
    };
    const review = (added: number) =>
      reviewOf(rootOf(added), "--base", "main", "--coverage", ".faultline/cov.info");

    expect(findingsIn(await review(19))).toEqual([]);
    expect(findingsIn(await review(20))).toEqual(["medium low-coverage src/many.ts:101"]);
  });

  it.each([
    [
      "of another version",
      lcov("src/many.ts", 101, 140),
      /speaks of another version of src\/many\.ts/,
    ],
    ["of another project", lcov("lib/other.ts", 1, 2), /says nothing of a source of this project/],
    ["that is none", "hello", /can't be read as coverage: it names no source/],
    ["with an impossible line", "SF:src/many.ts\nDA:99999999999,1\n", /is no count of a line/],
  ])("%s is refused in one line", async (_, text, line) => {
    const root = project({ ...tested(SOURCES), "cov.info": text });
    const { stderr, exitCode, stdout } = await faultline(root, "review", "--coverage", "cov.info");

    expect(stderr).toMatch(line);
    expect([exitCode, stdout, stderr.split("\n").length]).toEqual([2, "", 2]);
  });

  it("is taken from where runners leave it, unless the sources are newer", async () => {
    const root = project({
      ...tested(SOURCES),
      "coverage/lcov.info": lcov("src/many.ts", 10, 100),
    });
    expect(findingsIn(await reviewOf(root))).toEqual(["medium low-coverage src/many.ts:11"]);

    const later = new Date(Date.now() + 60_000);
    utimesSync(join(root, "src/many.ts"), later, later);
    expect(findingsIn(await reviewOf(root))).toEqual([]);
  });
});
