import { compareLocations, type FaultSite } from "@faultline/contract";
import type { TestReview } from "./check.js";
import { evidenceAt, sitesOfFile, wasExecuted, wasNeverExecuted } from "./site-evidence.js";

/** A source file with error handlers, by what is known of them; those in neither list can't be told. */
export interface FileWithHandlers {
  readonly file: string;
  readonly executed: readonly FaultSite[];
  readonly written: readonly FaultSite[];
}

/** The files that have error handlers, in order, with the handlers in source order. */
export function filesWithHandlers(review: TestReview): readonly FileWithHandlers[] {
  const at = evidenceAt(review);
  const handlers = review.sites
    .filter(({ kind }) => kind === "error-handler")
    .toSorted((a, b) => compareLocations(a.location, b.location));
  const files = [...new Set(handlers.map(({ location }) => location.file))];
  return files.map((file) => {
    const own = sitesOfFile(handlers, file);
    return {
      file,
      executed: own.filter((site) => wasExecuted(at(site))),
      written: own.filter((site) => wasNeverExecuted(at(site))),
    };
  });
}
