import { isShippedSource } from "@faultline/analysis";
import type { FaultSite } from "@faultline/contract";
import type { CollectedLint } from "../collect/lint-message.js";

/**
 * Sources with fault sites of which the lint results say nothing: results of another folder, or of
 * a part of this one. Manifests are left out, because a project may rightly not lint its own.
 */
export function unlintedSources(
  linted: readonly CollectedLint[],
  sites: readonly FaultSite[],
): readonly string[] {
  const known = new Set(linted.flatMap(({ files }) => files).map(({ file }) => file));
  const files = new Set(sites.map(({ location }) => location.file).filter(isShippedSource));
  return [...files].filter((file) => !known.has(file));
}
