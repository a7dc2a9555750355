import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ReportSite } from "../report.js";
import { SITE_STATES, type SiteState } from "../site-state.js";
import type { Place } from "./file-dialog.js";
import { tilesBelow, type Tile } from "./map-tiles.js";
import { STATE_MEANING } from "./state-meaning.js";
import { squarify, type Rectangle } from "./treemap.js";

/** The ledger as a map: a tile per file, as large as it has sites, coloured by how they stand. */
export function MapSection({
  sites,
  state,
  setState,
  open,
}: {
  readonly sites: readonly ReportSite[];
  readonly state: SiteState | undefined;
  readonly setState: (state: SiteState | undefined) => void;
  readonly open: (place: Place) => void;
}) {
  const [folder, setFolder] = useState("");
  const shown = useMemo(
    () => (state === undefined ? sites : sites.filter((site) => site.state === state)),
    [sites, state],
  );
  const tiles = useMemo(() => tilesBelow(folder, shown), [folder, shown]);
  if (sites.length === 0) return null;
  return (
    <section id="map" aria-labelledby="map-title">
      <div class="section-head">
        <h2 id="map-title">Where it stands</h2>
        <p class="amount">
          {sites.length} fault sites in {new Set(sites.map(({ file }) => file)).size} files
        </p>
      </div>
      <Legend sites={sites} state={state} setState={setState} />
      {folder !== "" && (
        <p class="crumbs">
          <button
            type="button"
            class="place"
            onClick={() => {
              setFolder("");
            }}
          >
            all files
          </button>{" "}
          / {folder}
        </p>
      )}
      <Tiles
        tiles={tiles}
        choose={(tile) => {
          if (tile.kind === "folder") setFolder(tile.path);
          else if (tile.kind === "file") open({ file: tile.path, line: 1 });
        }}
      />
    </section>
  );
}

/** What the colours mean; each is also a filter of the map and of the ledger. */
function Legend({
  sites,
  state,
  setState,
}: {
  readonly sites: readonly ReportSite[];
  readonly state: SiteState | undefined;
  readonly setState: (state: SiteState | undefined) => void;
}) {
  return (
    <ul class="legend" aria-label="States, as filters">
      {SITE_STATES.map((one) => (
        <li key={one}>
          <button
            type="button"
            class={`swatch ${one}`}
            aria-pressed={state === one}
            title={STATE_MEANING[one]}
            onClick={() => {
              setState(state === one ? undefined : one);
            }}
          >
            <b>{sites.filter((site) => site.state === one).length}</b> {one}
            <small>{STATE_MEANING[one]}</small>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Tiles({
  tiles,
  choose,
}: {
  readonly tiles: readonly Tile[];
  readonly choose: (tile: Tile) => void;
}) {
  const area = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 1100, height: 380 });
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      setSize({ width: element.clientWidth, height: element.clientHeight });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);
  const places = squarify(
    tiles.map((tile) => tile.sites),
    { x: 0, y: 0, ...size },
  );
  return (
    <div class="map" ref={area}>
      {tiles.map((tile, index) => {
        const place = places[index];
        return place && <TileButton key={tile.path} {...{ tile, place, size, choose }} />;
      })}
    </div>
  );
}

function TileButton({
  tile,
  place,
  size,
  choose,
}: {
  readonly tile: Tile;
  readonly place: Rectangle;
  readonly size: { readonly width: number; readonly height: number };
  readonly choose: (tile: Tile) => void;
}) {
  const { kind, name, sites, states, worst } = tile;
  const counts = SITE_STATES.filter((state) => states[state] > 0);
  const label = `${name} ${String(sites)}: ${counts.map((state) => `${String(states[state])} ${state}`).join(", ")}`;
  const share = (length: number, whole: number): string =>
    `${String((100 * length) / Math.max(whole, 1))}%`;
  return (
    <button
      type="button"
      class={`tile ${worst}`}
      title={label}
      aria-label={label}
      disabled={kind === "rest"}
      style={{
        left: share(place.x, size.width),
        top: share(place.y, size.height),
        width: share(place.width, size.width),
        height: share(place.height, size.height),
      }}
      onClick={() => {
        choose(tile);
      }}
    >
      {place.width > 64 && place.height > 44 && (
        <span class="tile-name">
          <span>{name}</span> <b>{sites}</b>
        </span>
      )}
      {/* Colour is never alone: the label says the same, and so does the bar's order. */}
      <span class="tile-bar" aria-hidden="true">
        {counts.map((state) => (
          <span key={state} class={state} style={{ flexGrow: states[state] }} />
        ))}
      </span>
    </button>
  );
}
