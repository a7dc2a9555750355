import { posix } from "node:path";
import type { Evidence, TestName } from "@faultline/contract";

/**
 * The same evidence with every path relative to `folder`, another folder of the same repository. What
 * lies outside that folder is left out; tests keep their paths, so that those of two packages differ.
 */
export function rebaseEvidence(evidence: Evidence, folder: string): Evidence {
  if (evidence.folder === folder) return evidence;
  const moved = (path: string): string => posix.relative(folder, posix.join(evidence.folder, path));
  const isInside = ({ file }: { readonly file: string }): boolean => !file.startsWith("../");
  const movedSite = (id: string): string => {
    const end = id.indexOf("#");
    return moved(id.slice(0, end)) + id.slice(end);
  };
  const tests = (names: readonly TestName[]): readonly TestName[] =>
    names.map((name) => movedTest(name, moved));
  const withTests = <Item extends { readonly tests: readonly TestName[] }>(item: Item): Item => ({
    ...item,
    tests: tests(item.tests),
  });
  const files = new Set(evidence.sources.map(({ file }) => file));
  // A package keeps its name, wherever the project is.
  const movedMock = <Item extends { readonly module: string }>(mock: Item): Item =>
    files.has(mock.module) ? { ...mock, module: moved(mock.module) } : mock;
  return {
    ...evidence,
    folder,
    databases: evidence.databases.map(withTests),
    routes: evidence.routes.map(withTests),
    outbound: evidence.outbound.map(withTests),
    errorPaths: evidence.errorPaths
      .map((path) => ({ ...withTests(path), file: moved(path.file), site: movedSite(path.site) }))
      .filter(isInside),
    invariants: evidence.invariants.map(withTests),
    mocks: evidence.mocks.map((mock) => movedMock(withTests(mock))),
    concurrency: evidence.concurrency.map(withTests),
    vacuousTests: tests(evidence.vacuousTests),
    sites: evidence.sites
      .map((site) => ({ ...withTests(site), id: movedSite(site.id) }))
      .filter(({ id }) => !id.startsWith("../")),
    observed: evidence.observed.map((test) => ({
      ...test,
      name: movedTest(test.name, moved),
      mocks: test.mocks.map(movedMock),
    })),
    sources: evidence.sources
      .map((source) => ({ ...source, file: moved(source.file) }))
      .filter(isInside),
  };
}

/** `tests/a.test.ts > adds`, or `[unit] tests/a.test.ts > adds` where the runner has several projects. */
function movedTest(name: TestName, moved: (path: string) => string): TestName {
  const [, project = "", file = "", rest = ""] = /^(\[[^\]]*\] )?(.*?)( > .*)?$/s.exec(name) ?? [];
  return `${project}${moved(file)}${rest}`;
}
