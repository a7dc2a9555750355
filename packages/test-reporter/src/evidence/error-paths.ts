import type { ErrorPathEvidence, FaultSite, TestName } from "@faultline/contract";
import { compareText, sortedNames } from "./ordering.js";
import type { RunFacts, TestFacts } from "./run-facts.js";

/** Every error handler of the source, with how far the tests got. */
export function errorPathEvidence(facts: RunFacts): readonly ErrorPathEvidence[] {
  const asserting = testsThatAssertFailure(facts);
  return facts.sites
    .filter(({ kind }) => kind === "error-handler")
    .map((site) => {
      return {
        file: site.location.file,
        line: site.location.line,
        kind: site.operation,
        function: site.function,
        site: site.id,
        rung: errorPathRung(site, facts, asserting),
        tests: sortedNames(facts.ran.get(site.id) ?? []),
      };
    })
    .toSorted(compareErrorPaths);
}

/** In the order of the source; of several on one line, in that of their identities. */
export function compareErrorPaths(a: ErrorPathEvidence, b: ErrorPathEvidence): number {
  return compareText(a.file, b.file) || a.line - b.line || compareText(a.site, b.site);
}

/** How far the tests got with one error handler. */
export function errorPathRung(
  { id }: FaultSite,
  { ran, hasRun }: RunFacts,
  asserting: ReadonlySet<TestName>,
): ErrorPathEvidence["rung"] {
  if (ran.get(id)?.some((test) => asserting.has(test))) return "asserted";
  return executionRung(hasRun.get(id));
}

/** The rung of code of which nothing is known but whether it ran. */
export function executionRung(hasRun: boolean | undefined): "executed" | "written" | "unknown" {
  if (hasRun === undefined) return "unknown";
  return hasRun ? "executed" : "written";
}

/**
 * Tests that compared something with what a failure produced in them. Tests that ran at the same
 * time share what they executed: which of them ran the handler can't be told, so none counts.
 */
export function testsThatAssertFailure(facts: RunFacts): ReadonlySet<TestName> {
  const asserting = facts.tests.filter(
    (test) => !test.observation.concurrent && assertsFailure(test),
  );
  return new Set(asserting.map(({ name }) => name));
}

function assertsFailure(test: TestFacts): boolean {
  const produced = new Set(traces(test));
  return test.observation.assertions.values.some((value) => produced.has(value));
}

/** What the failures of a test left behind: statuses, error names and codes. */
function traces({ observation, served }: TestFacts): readonly string[] {
  const statuses = [
    ...served.map(({ exchange }) => exchange.status),
    ...observation.outbound.map(({ status }) => status),
  ];
  return [
    ...statuses.flatMap((status) =>
      status !== undefined && status >= 400 ? [String(status)] : [],
    ),
    ...observation.outbound.flatMap(({ error }) => error ?? []),
    ...observation.conversations.flatMap(({ end, statements }) => [
      ...(end === "refused" ? ["ECONNREFUSED"] : []),
      ...(end === "reset" ? ["ECONNRESET"] : []),
      ...statements.flatMap(({ error }) => error ?? []),
    ]),
  ];
}
