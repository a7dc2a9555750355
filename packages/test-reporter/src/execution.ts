import { relative, sep } from "node:path";
import type { FaultSite, TestName } from "@faultline/contract";
import { fileOfMark, type LoadedCode } from "./probe/observation.js";
import type { Execution, ObservedTest } from "./test-run.js";

/** The counters that a file is woven with as it is now. */
export interface CountedFile {
  readonly mark: string;
  /** Ids of the sites that have one. */
  readonly sites: ReadonlySet<FaultSite["id"]>;
}

/** The counters of a file, named relative to the root; undefined for one that has none. */
export type CountersOf = (file: string) => CountedFile | undefined;

/**
 * Which code ran in which test, from what woven code reported. Of a file that was loaded without its counters (by Node
 * itself, from a cache, in another version) nothing is known; one that no process loaded was run by nobody.
 */
export function executionFromCounters(
  root: string,
  tests: readonly ObservedTest[],
  loads: readonly LoadedCode[],
  countersOf: CountersOf,
): Execution {
  const ranBy = namesBySite(tests);
  const outside = new Set(loads.flatMap(({ ran }) => ran));
  const knows = knowledge(root, loads, countersOf);
  const testsThatRan: Execution["testsThatRan"] = (site) => {
    const known = knows(site);
    if (known === "nothing") return undefined;
    return ranBy.get(site.id) ?? (known === "all" ? [] : undefined);
  };
  return {
    testsThatRan,
    hasRun(site) {
      const names = testsThatRan(site);
      if (knows(site) !== "nothing" && (outside.has(site.id) || names?.length)) return true;
      return names && false;
    },
  };
}

/** The execution of a run in which nothing was counted. */
export const UNKNOWN_EXECUTION: Execution = {
  testsThatRan: () => undefined,
  hasRun: () => undefined,
};

function namesBySite(tests: readonly ObservedTest[]): ReadonlyMap<string, readonly TestName[]> {
  const names = new Map<string, TestName[]>();
  for (const { name, observation } of tests) {
    for (const site of observation?.ran ?? []) {
      const known = names.get(site);
      if (known === undefined) names.set(site, [name]);
      else known.push(name);
    }
  }
  return names;
}

/** Whether the counters tell of a site that it ran, and also that it did not. */
type Knowledge = "all" | "what ran" | "nothing";

function knowledge(
  root: string,
  loads: readonly LoadedCode[],
  countersOf: CountersOf,
): (site: FaultSite) => Knowledge {
  const unwoven = new Set(
    loads.flatMap((load) => load.unwoven.map((file) => relative(root, file).replaceAll(sep, "/"))),
  );
  const marks = new Map<string, Set<string>>();
  for (const mark of loads.flatMap((load) => load.marks)) {
    const file = fileOfMark(mark);
    marks.set(file, (marks.get(file) ?? new Set()).add(mark));
  }
  const isWhole = loads.every((load) => load.isWhole) && unwoven.size + marks.size > 0;
  return ({ id, location: { file } }) => {
    const counters = countersOf(file);
    const found = marks.get(file);
    if (found && (found.size > 1 || !counters || !found.has(counters.mark))) return "nothing";
    if (!found) return isWhole && !unwoven.has(file) ? "all" : "nothing";
    if (unwoven.has(file)) return "what ran";
    return counters?.sites.has(id) === true ? "all" : "what ran";
  };
}
