import type { Shard } from "@faultline/contract";
import type { TestModule, TestProject, TestSpecification, Vitest } from "vitest/node";

/** What the user left out of the run on purpose, but for a shard; empty for the whole suite. */
export async function gapsOfSelection(
  vitest: Vitest,
  specifications: readonly TestSpecification[],
): Promise<readonly string[]> {
  const { config } = vitest;
  const gaps: string[] = [];
  if (!config.shard && !config.mergeReports) {
    const all = (await vitest.globTestSpecifications()).length;
    const ran = specifications.length;
    if (ran > 0 && ran < all) {
      gaps.push(`only ${String(ran)} of ${String(all)} test files were chosen to run`);
    }
  }
  if (config.testNamePattern !== undefined) {
    gaps.push(`a name filter (-t) chose the tests: ${config.testNamePattern.source}`);
  }
  if (isFilled(config.tagsFilter)) gaps.push("a tag filter chose the tests");
  if (specifications.some(({ testLines }) => isFilled(testLines))) {
    gaps.push("a line number chose the tests");
  }
  return gaps;
}

/** The part of the run that was chosen with `--shard`. */
export function shardOf({ config }: Vitest): Shard | undefined {
  return config.shard && { index: config.shard.index, count: config.shard.count };
}

/** Tests of the run that the probe can't see into. */
export function gapsOfProjects(vitest: Vitest): readonly string[] {
  return vitest.projects.flatMap(gapOfProject);
}

/** What of the finished run can't be judged. */
export function gapsOfEnd(
  vitest: Vitest,
  modules: readonly TestModule[],
  reason: string,
): readonly string[] {
  const gaps: string[] = [];
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const failed = tests.filter((test) => test.result().state === "failed").length;
  const { bail = 0 } = vitest.config;
  if (bail > 0 && failed >= bail)
    gaps.push(`the run stopped after ${String(failed)} failed (--bail)`);
  else if (reason === "interrupted") gaps.push("the run was interrupted");
  if (tests.length === 0) gaps.push("no test ran");
  for (const module of modules) {
    if (module.errors().length > 0) gaps.push(`${module.relativeModuleId} could not be loaded`);
  }
  return gaps;
}

/** Whether the probe can work in the project's tests. */
export function canProbe(project: TestProject): boolean {
  return gapOfProject(project).length === 0;
}

function gapOfProject(project: TestProject): readonly string[] {
  const name = project.name === "" ? "the tests" : `the tests of project ${project.name}`;
  const { pool } = project.config;
  if (project.isBrowserEnabled()) return [`${name} run in a browser, where the probe can't see`];
  if (pool === "vmThreads" || pool === "vmForks") {
    return [`${name} run in the pool ${pool}, where the probe can't see`];
  }
  return [];
}

function isFilled(list: readonly unknown[] | undefined): boolean {
  return list !== undefined && list.length > 0;
}
