import { describe, expect, it } from "vitest";
import { collectEvidence } from "../../src/collect/evidence.js";
import { evidence, testOf } from "../support/evidence.js";
import { checkout, project, write, type Tree } from "../support/project.js";

const HANDLER = "src/pay.ts#error-handler:pay:1";

/** Evidence that one test executed one error handler. */
function proof(test: string, folder = "") {
  const tests = [test];
  return evidence({
    folder,
    tests: { total: 1, passed: 1, failed: 0, skipped: 0 },
    observed: [testOf(test)],
    sites: [{ id: HANDLER, rung: "executed", failures: {}, tests }],
    errorPaths: [
      {
        file: "src/pay.ts",
        line: 3,
        kind: "catch",
        function: "pay",
        site: HANDLER,
        rung: "executed",
        tests,
      },
    ],
  });
}

const json = (value: unknown): string => JSON.stringify(value);

function collected(tree: Tree, files: readonly string[] = [], packages: readonly string[] = []) {
  return collectEvidence(project(tree), files, packages);
}

describe("evidence in a project", () => {
  it("is that of the whole run, where there is one", () => {
    const tree = {
      ".faultline/evidence.json": json(proof("whole")),
      ".faultline/evidence-1-of-2.json": json(proof("part")),
    };
    expect(collected(tree)?.evidence.tests.total).toBe(1);
    expect(collected(tree)?.source).toBe(".faultline/evidence.json");
  });

  it("is merged from the shards that were run", () => {
    const shard = (index: number): string =>
      json({
        ...proof(`tests/${String(index)}.test.ts > pays`),
        shards: [{ index, count: 2 }],
        complete: false,
        incomplete: [`only shard ${String(index)} of 2 ran`],
      });
    const first = { ".faultline/evidence-1-of-2.json": shard(1) };

    expect(collected(first)?.evidence).toMatchObject({
      complete: false,
      incomplete: ["only shard 1 of 2 ran"],
    });
    expect(
      collected({ ...first, ".faultline/evidence-2-of-2.json": shard(2) })?.evidence,
    ).toMatchObject({ complete: true, incomplete: [], tests: { total: 2 } });
  });

  it("is that of its packages, each with its own paths", () => {
    const root = checkout({
      "packages/a/.faultline/evidence.json": json(proof("t.test.ts > pays", "packages/a")),
      "packages/b/.faultline/evidence.json": json(proof("[unit] t.test.ts > pays", "packages/b")),
    });

    const found = collectEvidence(root, [], ["packages/a", "packages/b", "packages/c"]);
    expect(found?.evidence.sites.map(({ id, tests }) => ({ id, tests }))).toEqual([
      { id: `packages/a/${HANDLER}`, tests: ["packages/a/t.test.ts > pays"] },
      { id: `packages/b/${HANDLER}`, tests: ["[unit] packages/b/t.test.ts > pays"] },
    ]);
    expect(found?.evidence.errorPaths.map(({ file }) => file)).toEqual([
      "packages/a/src/pay.ts",
      "packages/b/src/pay.ts",
    ]);
  });

  it("of the repository is what concerns a package that is reviewed by itself", () => {
    const root = checkout({ "packages/a/package.json": "{}" });
    const two = [proof("pays", "packages/a"), proof("pays", "packages/b")];
    two.forEach((one, index) => {
      write(root, { [`packages/a/${String(index)}.json`]: json(one) });
    });

    const found = collectEvidence(`${root}/packages/a`, ["0.json", "1.json"], []);
    expect(found?.evidence.sites.map(({ id }) => id)).toEqual([HANDLER]);
    expect(found?.evidence.tests.total).toBe(2);
  });

  it("may be given twice", () => {
    const tree = { "one.json": json(proof("pays")) };
    expect(collected(tree, ["one.json", "one.json"])?.evidence.tests.total).toBe(1);
  });

  it("is not there before the tests ran", () => {
    expect(collected({})).toBeUndefined();
  });

  it("contradicts itself in a part", () => {
    const wrong = { ...proof("pays"), tests: { total: 2, passed: 2, failed: 0, skipped: 0 } };
    const tree = { "a.json": json(wrong), "b.json": json(proof("refunds")) };
    expect(collected(tree, ["a.json", "b.json"])?.evidence).toMatchObject({
      complete: false,
      incomplete: ["a part says 2 tests ran and lists 1"],
    });
  });
});
