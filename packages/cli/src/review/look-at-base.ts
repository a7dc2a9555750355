import { existsSync } from "node:fs";
import { join } from "node:path";
import { analyseSource, projectFor } from "@faultline/analysis";
import type { Finding } from "@faultline/contract";
import { writeBaseTree, type BaseTree } from "../collect/base-tree.js";
import type { Change } from "../collect/change.js";
import { lint } from "../collect/lint.js";
import { analyseFiles, isAnalysed } from "../collect/sites.js";
import type { Collected, CollectedChange } from "./collect.js";
import { joinFindings, runChecks, type ProjectState } from "./find.js";

/** What would have been found before the change, in the files that it may have altered and in the project as a whole. */
export async function findingsAtBase(
  collected: Collected,
  { change, compared }: CollectedChange,
): Promise<readonly Finding[]> {
  const tree = writeBaseTree(collected.request.root, change.base);
  try {
    const then = namesAtBase(change, compared).filter(
      (file) => isAnalysed(file) && existsSync(join(tree.root, file)),
    );
    const state = stateAtBase(collected, tree, compared, then);
    const { policy, settings } = collected.setup;
    const withSites = new Set(state.sites.map(({ location }) => location.file));
    const files = then.filter((file) => withSites.has(file));
    return joinFindings(state, {
      linted: [await lint(tree.root, policy, files, settings)],
      external: [],
      checked: runChecks(state, undefined),
      isInScope: () => true,
    });
  } finally {
    tree.remove();
  }
}

/** What the change left alone has the sites that it has now. */
function stateAtBase(
  { own, setup: { policy, settings } }: Collected,
  { root, files }: BaseTree,
  compared: ReadonlySet<string>,
  then: readonly string[],
): ProjectState {
  const known = projectFor(root, settings);
  const { sites } = analyseFiles(root, then, (file, text, path) =>
    analyseSource(file, text, path, known),
  );
  const untouched = own.sites.filter(({ location }) => !compared.has(location.file));
  return { root, files, policy, sites: [...untouched, ...sites] };
}

function namesAtBase(change: Change, compared: ReadonlySet<string>): readonly string[] {
  const names = [...compared].flatMap((file) => {
    const changed = change.files.get(file);
    return changed ? (changed.was ?? []) : file;
  });
  return [...new Set([...names, ...change.deleted])].toSorted();
}
