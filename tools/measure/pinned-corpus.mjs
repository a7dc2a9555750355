import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isConfigurationFile, isShippedSource, listFiles } from "@faultline/analysis";
import { checkOut } from "./checkout.mjs";
import { CannotMeasure, ROOT } from "./measuring-place.mjs";

const PINNED = join(ROOT, "tools/measure/pinned.json");

/** @typedef {{ repo: string, commit: string, root: string }} PinnedProject `root` is the folder of its checkout */

/** The text of the list, to tell whether it has changed. */
export function pinnedText() {
  return readFileSync(PINNED, "utf8");
}

/**
 * Real back ends at one commit each, checked out into the cache.
 * @param {{ mirrors: string, cache: string }} places
 * @param {string} [only] `owner/name`
 * @returns {PinnedProject[]}
 */
export function pinnedProjects(places, only) {
  const pinned = JSON.parse(pinnedText()).filter(({ repo }) => only === undefined || repo === only);
  if (pinned.length === 0) throw new CannotMeasure(`${String(only)} is not in ${PINNED}.`);
  return pinned.map((project) => ({
    ...project,
    root: checkOut(places, project.repo, project.commit),
  }));
}

/**
 * What a review looks at: sources that ship, and manifests.
 * @param {string} root
 */
export function reviewedFiles(root) {
  return listFiles(root).filter((file) => isShippedSource(file) || isConfigurationFile(file));
}
