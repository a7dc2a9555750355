import type { Evidence, FaultSite, Shard } from "@faultline/contract";
import type { ObservedTest, TestRun } from "../test-run.js";
import { analyseSources } from "./analyse-sources.js";
import { completeness } from "./completeness.js";
import { enginesInRun } from "./databases.js";
import { errorPathEvidence } from "./error-paths.js";
import { runFacts } from "./run-facts.js";
import { sectionsOf, withFailures } from "./sections.js";
import { siteEvidence } from "./site-rungs.js";
import { sourceDigests } from "./source-digests.js";
import type { SourceFile } from "./source-file.js";
import { testEvidence } from "./test-evidence.js";

/** What a run proved about a project's sources. A file that does not parse makes it incomplete. */
export function buildEvidence(run: TestRun, sources: readonly SourceFile[]): Evidence {
  const { sites, problems } = analyseSources(sources);
  return buildEvidenceFromSites(
    { ...run, incomplete: [...run.incomplete, ...problems] },
    sites,
    sources,
  );
}

/** What a run proved about sites that are known already. `folder` is where the project lies in its repository. */
export function buildEvidenceFromSites(
  run: TestRun,
  sites: readonly FaultSite[],
  sources: readonly SourceFile[],
  folder = "",
): Evidence {
  const tests = withNamesOfTheirOwn(run.tests);
  const facts = runFacts({ ...run, tests }, sites);
  const engines = enginesInRun(facts);
  const sections = sectionsOf(
    testEvidence(tests, facts, engines),
    engines.map(({ engine, module }) => ({ engine, module })),
  );
  return {
    schemaVersion: 1,
    runner: run.runner,
    folder,
    ...completeness(run.incomplete, [run.shard ?? WHOLE]),
    ...sections,
    errorPaths: errorPathEvidence(facts),
    sites: withFailures(siteEvidence(facts, engines), sections.observed),
    sources: sourceDigests(sources),
  };
}

const WHOLE: Shard = { index: 1, count: 1 };

/** A table of cases may give several tests one name: the second is told apart as the second. */
function withNamesOfTheirOwn(tests: readonly ObservedTest[]): readonly ObservedTest[] {
  const seen = new Map<string, number>();
  return tests.map((test) => {
    const nth = (seen.get(test.name) ?? 0) + 1;
    seen.set(test.name, nth);
    return nth === 1 ? test : { ...test, name: `${test.name} (${String(nth)})` };
  });
}
