import type { Fact, FaultSite } from "@faultline/contract";

/** Where something begins. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Sites by the places where findings about them may be: at the site, and at the parts of it that lack something. */
export function sitesByPlace(sites: readonly FaultSite[]): ReadonlyMap<string, FaultSite> {
  return new Map(sites.flatMap(placesOf));
}

/** A place as a key. */
export function placeOf({ file, line, column }: Place): string {
  return `${file}:${String(line)}:${String(column)}`;
}

function placesOf(site: FaultSite): readonly (readonly [string, FaultSite])[] {
  const { file } = site.location;
  const parts = Object.values<Fact>(site.mechanisms).flatMap((fact) =>
    fact.state === "absent" && fact.at ? [{ file, ...fact.at }] : [],
  );
  return [...parts, site.location].map((place) => [placeOf(place), site]);
}
