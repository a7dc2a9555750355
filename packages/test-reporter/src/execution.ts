import { resolve } from "node:path";
import type { TestName } from "@faultline/contract";
import { executedCode, type RanAt } from "./executed-code.js";
import { offsetsWithin, type LoadedSource } from "./loaded-source.js";
import type { Execution, ObservedTest } from "./test-run.js";

/**
 * Which code ran in which test, from V8's counts. A file of which no test ran anything, or that no
 * worker loaded, gives empty lists; when not one file was seen, nothing is known.
 */
export function executionFromCounts(
  root: string,
  tests: readonly ObservedTest[],
  sources: readonly LoadedSource[],
): Execution {
  const offsetsOf = new Map(sources.map((source) => [source.file, offsetsWithin(source)]));
  const countsOf = indexCounts(tests);
  const names: Execution["testsThatRan"] = (file, range) => {
    const within = offsetsOf.get(file);
    // Where some files were seen, one that no worker loaded was run by nobody.
    if (within === undefined) return sources.length > 0 ? [] : undefined;
    const offsets = within(range);
    if (offsets.length === 0) return undefined;
    return testsThatRan(countsOf.get(resolve(root, file)) ?? [], offsets);
  };
  return {
    testsThatRan: names,
    hasRun(file, range) {
      const tests = names(file, range);
      return tests && tests.length > 0;
    },
  };
}

/** The execution of a run in which nothing was counted. */
export const UNKNOWN_EXECUTION: Execution = {
  testsThatRan: () => undefined,
  hasRun: () => undefined,
};

/** What one test ran of one file. */
interface TestCounts {
  readonly test: TestName;
  readonly startOffset: number;
  readonly ranAt: () => RanAt;
}

function testsThatRan(
  counts: readonly TestCounts[],
  offsets: readonly number[],
): readonly TestName[] | undefined {
  const names = new Set<TestName>();
  let isUnsure = false;
  for (const { test, startOffset, ranAt } of counts) {
    if (names.has(test)) continue;
    const answers = offsets.map((offset) => ranAt()(startOffset + offset));
    if (answers.includes(true)) names.add(test);
    else if (answers.includes(undefined)) isUnsure = true;
  }
  return isUnsure && names.size === 0 ? undefined : [...names];
}

function indexCounts(tests: readonly ObservedTest[]): ReadonlyMap<string, readonly TestCounts[]> {
  const index = new Map<string, TestCounts[]>();
  for (const { name, observation } of tests) {
    for (const script of observation?.executed ?? []) {
      let ranAt: RanAt | undefined;
      const counts: TestCounts = {
        test: name,
        startOffset: script.startOffset,
        ranAt: () => (ranAt ??= executedCode(script)),
      };
      const file = resolve(script.file);
      const known = index.get(file);
      if (known === undefined) index.set(file, [counts]);
      else known.push(counts);
    }
  }
  return index;
}
