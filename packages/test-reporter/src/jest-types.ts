/**
 * The part of Jest's interface that the reporter uses, alike in Jest 29 and 30. Written down here
 * because Jest's own types would be a dependency of those who only use Vitest.
 */
export interface JestGlobalConfig {
  readonly rootDir: string;
  readonly bail: number;
  readonly collectCoverage: boolean;
  readonly coverageProvider: "babel" | "v8";
  readonly watch: boolean;
  readonly watchAll: boolean;
  readonly filter?: string | null | undefined;
  readonly findRelatedTests: boolean;
  readonly nonFlagArgs: readonly string[];
  readonly onlyChanged: boolean;
  readonly onlyFailures: boolean;
  readonly runTestsByPath: boolean;
  readonly shard?: { readonly shardIndex: number; readonly shardCount: number };
  readonly testNamePattern?: string;
  /** Jest 29: a pattern, or the empty string. */
  readonly testPathPattern?: string;
  /** Jest 30. */
  readonly testPathPatterns?: { readonly patterns: readonly string[] };
}

export interface JestProjectConfig {
  readonly id: string;
  readonly rootDir: string;
  readonly displayName?: { readonly name: string };
  readonly globals: object;
  readonly setupFilesAfterEnv: string[];
  readonly transform: JestTransform[];
}

/** Which files a transformer takes, its path, and its options. */
export type JestTransform = readonly [pattern: string, path: string, options: unknown];

/** A test file that Jest runs. */
export interface JestTest {
  readonly path: string;
  readonly context: { readonly config: JestProjectConfig };
}

/** What came of a test file. */
export interface JestFileResult {
  readonly testFilePath: string;
  readonly testExecError?: unknown;
  /** Counts of Babel's coverage, by file. */
  readonly coverage?: unknown;
  readonly testResults: readonly JestTestResult[];
}

export interface JestTestResult {
  readonly ancestorTitles: readonly string[];
  readonly title: string;
  readonly status: string;
  /** How often it was tried. */
  readonly invocations?: number | undefined;
}

export interface JestRunResults {
  readonly wasInterrupted: boolean;
  readonly numFailedTests: number;
  readonly numTotalTests: number;
}
