import { resolve } from "node:path";
import { contains, type SourceRange } from "@faultline/contract";
import type { Execution } from "./test-run.js";

/**
 * Which code ran, from the user's own coverage. It counts the whole run, so it tells that code ran
 * and that it did not, never in which test.
 */
export function executionFromCoverage(root: string, coverage: unknown): Execution {
  const hasRun: Execution["hasRun"] = ({ location, extent }) => {
    const statements = statementsOf(coverage, resolve(root, location.file));
    const within = statements?.filter((statement) => contains(extent, statement.range)) ?? [];
    return within.length === 0 ? undefined : within.some(({ count }) => count > 0);
  };
  return {
    hasRun,
    testsThatRan: (site) => (hasRun(site) === false ? [] : undefined),
  };
}

/** The same, where each part of the run counted for itself, as Jest does for each test file. */
export function executionFromCoverages(root: string, coverages: readonly unknown[]): Execution {
  const parts = coverages.map((coverage) => executionFromCoverage(root, coverage));
  const hasRun: Execution["hasRun"] = (site) => {
    const answers = parts.map((part) => part.hasRun(site));
    return answers.includes(true) || (answers.includes(false) ? false : undefined);
  };
  return {
    hasRun,
    testsThatRan: (site) => (hasRun(site) === false ? [] : undefined),
  };
}

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
