import { resolve } from "node:path";
import { contains, type SourceRange, type TestName } from "@faultline/contract";
import type { Execution, ObservedTest } from "./test-run.js";

/**
 * Which code ran, from the user's own coverage. It does not say in which test: a range that ran is
 * answered with every test that passed.
 */
export function executionFromCoverage(
  root: string,
  tests: readonly ObservedTest[],
  coverage: unknown,
): Execution {
  const passed = tests.filter(({ state }) => state === "passed").map(({ name }) => name);
  return {
    testsThatRan(file, range) {
      const statements = statementsOf(coverage, resolve(root, file));
      const within = statements?.filter((statement) => contains(range, statement.range)) ?? [];
      if (within.length === 0) return undefined;
      return within.some(({ count }) => count > 0) ? passed : NOBODY;
    },
  };
}

const NOBODY: readonly TestName[] = [];

interface CountedStatement {
  readonly range: SourceRange;
  readonly count: number;
}

/** The statements of one file, from an istanbul coverage map (an instance or its JSON). */
function statementsOf(coverage: unknown, file: string): readonly CountedStatement[] | undefined {
  const data = property(property(coverage, "data") ?? coverage, file);
  const counts = property(property(data, "data") ?? data, "s");
  const locations = property(property(data, "data") ?? data, "statementMap");
  if (typeof locations !== "object" || locations === null) return undefined;
  return Object.entries(locations).flatMap(([id, location]) => {
    const range = rangeOf(location);
    const count = property(counts, id);
    return range === undefined || typeof count !== "number" ? [] : [{ range, count }];
  });
}

/** Istanbul counts columns from 0; a missing or infinite end column means the end of the line. */
function rangeOf(location: unknown): SourceRange | undefined {
  const start = property(location, "start");
  const end = property(location, "end");
  const line = property(start, "line");
  const column = property(start, "column");
  const endLine = property(end, "line");
  const endColumn = property(end, "column");
  if (typeof line !== "number" || typeof column !== "number" || typeof endLine !== "number") {
    return undefined;
  }
  const hasEnd = typeof endColumn === "number" && Number.isFinite(endColumn);
  return { line, column: column + 1, endLine, endColumn: hasEnd ? endColumn + 1 : column + 2 };
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
