import type { FaultSite, Finding, SourceLocation } from "@faultline/contract";
import type { Change } from "../collect/change.js";
import { placeOf, sitesByPlace } from "./site-places.js";

/** What of the code a change is about. */
export interface Touched {
  site(site: FaultSite): boolean;
  finding(finding: Finding): boolean;
}

/** Sites and findings at lines that the change wrote, around them, or in a function that it changed. */
export function touchedBy(change: Change, sites: readonly FaultSite[]): Touched {
  const direct = new Set(sites.filter((site) => isTouched(change, site)));
  const functions = new Set([...direct].flatMap(functionOf));
  const touchesSite = (site: FaultSite): boolean =>
    direct.has(site) ||
    (dependsOnFunction(site) && functionOf(site).some((name) => functions.has(name)));
  const siteAt = sitesByPlace(sites);
  return {
    site: touchesSite,
    finding({ location, related = [] }) {
      if ([location, ...related].some((place) => touchesPlace(change, place))) return true;
      const site = siteAt.get(placeOf(location));
      return site !== undefined && touchesSite(site);
    },
  };
}

function isTouched(change: Change, { location, extent, protects }: FaultSite): boolean {
  const lines = change.files.get(location.file)?.lines;
  return (
    lines !== undefined &&
    [location, extent, ...(protects ? [protects] : [])].some((range) => lines.touches(range))
  );
}

function touchesPlace(change: Change, place: SourceLocation): boolean {
  return change.files.get(place.file)?.lines.touches(place) === true;
}

/** What becomes of a failure, and of a request, is decided by the whole function around it. */
function dependsOnFunction({ kind }: FaultSite): boolean {
  return kind === "error-handler" || kind === "error-answer" || kind === "route";
}

function functionOf(site: FaultSite): readonly string[] {
  return site.function === "" ? [] : [`${site.location.file}#${site.function}`];
}
