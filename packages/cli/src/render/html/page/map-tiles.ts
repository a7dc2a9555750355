import type { ReportSite } from "../report.js";
import { SITE_STATES, type SiteState } from "../site-state.js";

/** A file, a folder, or what is too small to be one of the tiles. */
export interface Tile {
  readonly kind: "file" | "folder" | "rest";
  /** With a slash at its end for a folder. */
  readonly path: string;
  /** Without what the tiles share. */
  readonly name: string;
  readonly sites: number;
  readonly states: Readonly<Record<SiteState, number>>;
  /** The worst state of any site in it. */
  readonly worst: SiteState;
}

/** What a map can show and a reader can tell apart. */
const MOST_TILES = 150;

/** The tiles below a folder (empty for all), largest first: files where there is room for each, folders where not. */
export function tilesBelow(folder: string, sites: readonly ReportSite[]): readonly Tile[] {
  const below = sites.filter(({ file }) => file.startsWith(folder));
  const files = new Set(below.map(({ file }) => file));
  const above = commonFolder([...files]);
  const nameOf = (file: string): string => (files.size <= MOST_TILES ? file : childOf(file, above));
  const groups = new Map<string, ReportSite[]>();
  for (const site of below) {
    const path = nameOf(site.file);
    const group = groups.get(path);
    if (group) group.push(site);
    else groups.set(path, [site]);
  }
  const shared = commonFolder([...groups.keys()]);
  const tiles = [...groups]
    .map(([path, own]) => tile(path.endsWith("/") ? "folder" : "file", path, shared, own))
    .toSorted((a, b) => b.sites - a.sites || (a.path < b.path ? -1 : 1));
  const rest = tiles.slice(MOST_TILES);
  if (rest.length === 0) return tiles;
  const paths = new Set(rest.map(({ path }) => path));
  const restSites = below.filter(({ file }) => paths.has(nameOf(file)));
  const last = tile("rest", folder, "", restSites);
  return [...tiles.slice(0, MOST_TILES), { ...last, name: `${String(rest.length)} more` }];
}

function tile(
  kind: Tile["kind"],
  path: string,
  shared: string,
  sites: readonly ReportSite[],
): Tile {
  const states: Record<SiteState, number> = {
    unprotected: 0,
    unproven: 0,
    executed: 0,
    proven: 0,
    unseen: 0,
  };
  for (const { state } of sites) states[state] += 1;
  const worst = SITE_STATES.find((state) => states[state] > 0) ?? "unseen";
  return { kind, path, name: path.slice(shared.length), sites: sites.length, states, worst };
}

/** The longest folder that all paths are in, with its slash; empty where there is none. */
function commonFolder(paths: readonly string[]): string {
  const [first = ""] = paths;
  let end = first.lastIndexOf("/", first.length - 2) + 1;
  while (end > 0 && !paths.every((path) => path.startsWith(first.slice(0, end)))) {
    end = end === 1 ? 0 : first.lastIndexOf("/", end - 2) + 1;
  }
  return first.slice(0, end);
}

/** The folder or file directly below `folder` that a file is in. */
function childOf(file: string, folder: string): string {
  const slash = file.indexOf("/", folder.length);
  return slash === -1 ? file : file.slice(0, slash + 1);
}
