import { join } from "node:path";
import { analyseSource, isShippedSource, type ProjectIndex } from "@faultline/analysis";
import type { ContractDelta, FaultSite } from "@faultline/contract";
import { treesSince } from "../contract-delta/base-tree.js";
import { contractDelta } from "../contract-delta/contract-delta.js";
import { compareRoutes } from "../contract-delta/routes.js";
import type { Trees } from "../contract-delta/tree.js";
import type { CollectedSites } from "./sites.js";

/**
 * What the change since `ref` does to interfaces and data; throws a `FaultlineError` where there is no such
 * commit. `hasClient` says whether the repository holds the client too, which is released with the service.
 */
export async function collectContractDelta(
  root: string,
  ref: string,
  collected: CollectedSites,
  context: { readonly known: ProjectIndex; readonly hasClient: () => boolean },
): Promise<ContractDelta> {
  const trees = treesSince(root, ref, collected.files);
  const unreadable = new Set(collected.unreadable.map(({ file }) => file));
  return contractDelta({
    ref,
    root,
    trees,
    routes: () =>
      compareRoutes({
        base: baseSites(root, trees, context.known),
        head: collected.sites,
        unread: trees.changed.filter((file) => unreadable.has(file)),
        hasClient: context.hasClient(),
      }),
  });
}

/** Sites of the changed sources as they were; what did not parse then has none. */
function baseSites(
  root: string,
  { base, changed }: Trees,
  known: ProjectIndex,
): readonly FaultSite[] {
  return changed.filter(isShippedSource).flatMap((file) => {
    const text = base.read(file);
    if (text === undefined) return [];
    const analysis = analyseSource(file, text, join(root, file), known);
    return analysis.ok ? analysis.sites : [];
  });
}
