import { expect, it } from "vitest";
import { recordRun } from "../support/run-runner.js";

const THREE_PROJECTS = `passed [a] a/tests/sum.test.js > adds
    asserted 1: 2
passed [again] a/tests/sum.test.js > adds
    asserted 1: 2
passed [b] b/tests/sum.test.js > adds
    asserted 1: 2
`;

it("tells tests of one file in several projects of Vitest apart", { timeout: 30_000 }, async () => {
  expect(await recordRun("projects", "vitest", ["run"])).toBe(THREE_PROJECTS);
});

it("tells tests of one file in several projects of Jest apart", { timeout: 30_000 }, async () => {
  expect(await recordRun("projects", "jest", [])).toBe(THREE_PROJECTS);
});

it.each([
  { runner: "vitest", parameters: ["run", "--project=a"] },
  { runner: "jest", parameters: ["--selectProjects", "a"] },
] as const)("is incomplete when $runner runs one of them", { timeout: 30_000 }, async (mode) => {
  expect(await recordRun("projects", mode.runner, mode.parameters)).toMatch(
    /^incomplete: only some of the projects were chosen to run\n/,
  );
});
