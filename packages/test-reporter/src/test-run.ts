import type { Shard, SourceRange, TestName } from "@faultline/contract";
import type { TestObservation } from "./probe/observation.js";

/** A finished run of a test runner, in the runner-neutral form that evidence is built from. */
export interface TestRun {
  readonly runner: { readonly name: string; readonly version: string };
  /** Why the run can't be judged (partial, filtered, the probe did not load); empty for a whole run. */
  readonly incomplete: readonly string[];
  /** True when the user chose to run only a part of the suite. */
  readonly isSelection: boolean;
  /** The part of the run that was chosen with `--shard`; a whole run has none. */
  readonly shard?: Shard;
  readonly tests: readonly ObservedTest[];
  readonly execution: Execution;
}

export interface ObservedTest {
  readonly name: TestName;
  readonly state: "passed" | "failed" | "skipped";
  /** True when it passed only after it had failed in this run. */
  readonly flaky?: boolean;
  /** Missing for a test that did not run. */
  readonly observation?: TestObservation;
}

/** Which code ran in which test. */
export interface Execution {
  /**
   * Names of the tests that ran the code in `range` (original lines and columns); "module load" is
   * not a test. Undefined when that can't be told: the file was never seen, or the range holds
   * nothing that could be counted. A file that was listed but never loaded gives an empty list.
   */
  testsThatRan(file: string, range: SourceRange): readonly TestName[] | undefined;
  /** Whether the code in `range` ran at all, which may be known where the tests are not. */
  hasRun(file: string, range: SourceRange): boolean | undefined;
}
