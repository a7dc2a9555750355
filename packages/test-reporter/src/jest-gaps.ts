import type { Shard } from "@faultline/contract";
import { fileName, type FinishedFile } from "./from-jest.js";
import type { JestGlobalConfig, JestRunResults } from "./jest-types.js";

/** What the user left out of the run on purpose, but for a shard; empty for the whole suite. */
export function gapsOfJestSelection(
  config: JestGlobalConfig,
  commandLine: readonly string[],
): readonly string[] {
  const gaps: string[] = [];
  const paths = config.testPathPatterns?.patterns ?? config.nonFlagArgs;
  const pattern = config.testPathPattern ?? "";
  if (pattern !== "" || paths.length > 0) {
    const chosen = pattern === "" ? paths.join(", ") : pattern;
    gaps.push(`a path filter chose the test files: ${chosen}`);
  }
  if (config.testNamePattern !== undefined && config.testNamePattern !== "") {
    gaps.push(`a name filter (-t) chose the tests: ${config.testNamePattern}`);
  }
  if (config.onlyChanged) gaps.push("only the tests of changed files were chosen to run");
  if (config.onlyFailures) gaps.push("only the tests that had failed were chosen to run");
  if (config.findRelatedTests) gaps.push("only the tests of some files were chosen to run");
  if (config.filter !== undefined && config.filter !== null) {
    gaps.push("a filter (--filter) chose the test files");
  }
  // Which projects were left out is nowhere in what Jest tells a reporter.
  if (commandLine.some((word) => /^--(?:select|ignore)-?projects(?:=|$)/i.test(word))) {
    gaps.push("only some of the projects were chosen to run");
  }
  return gaps;
}

/** The part of the run that was chosen with `--shard`. */
export function jestShardOf({ shard }: JestGlobalConfig): Shard | undefined {
  return shard && { index: shard.shardIndex, count: shard.shardCount };
}

/** What of the finished run can't be judged. */
export function gapsOfJestEnd(
  config: JestGlobalConfig,
  files: readonly FinishedFile[],
  results: JestRunResults,
): readonly string[] {
  const gaps: string[] = [];
  const { numFailedTests: failed, numTotalTests: total, wasInterrupted } = results;
  if (config.bail > 0 && failed >= config.bail) {
    gaps.push(`the run stopped after ${String(failed)} failed (--bail)`);
  } else if (wasInterrupted) gaps.push("the run was interrupted");
  if (total === 0) gaps.push("no test ran");
  for (const file of files) {
    const { result } = file;
    if (result.testExecError !== undefined && result.testExecError !== null) {
      gaps.push(`${fileName(config.rootDir, file)} could not be loaded`);
    }
  }
  return gaps;
}
