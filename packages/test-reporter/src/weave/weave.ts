import { createHash } from "node:crypto";
import type { CountingPlace, CountingPlaces } from "@faultline/analysis";
import MagicString, { type SourceMap } from "magic-string";

/** A file's text with counters in it. */
export interface Woven {
  readonly code: string;
  /** From `code` to the text that was given. */
  readonly map: SourceMap;
}

/**
 * The same text on the same lines, which also tells the probe that the file was loaded and which of its sites ran.
 * Without a probe it does nothing more than the text did. `mark` is what `loadMark` gives for the file.
 */
export function weave(text: string, mark: string, { start, ofSites }: CountingPlaces): Woven {
  const woven = new MagicString(text);
  for (const { place, ids } of inOrder(ofSites)) insert(woven, place, calls("ran", ids));
  // Last, so that it comes to stand before a counter at the same place.
  prepend(woven, start, calls("loaded", [mark]));
  return { code: woven.toString(), map: woven.generateMap({ hires: "boundary" }) };
}

/**
 * What a woven file reports when it is loaded: its name, and a digest of what was woven. Code that a cache kept from
 * another version of the file, or of Faultline, has another.
 */
export function loadMark(file: string, text: string, { ofSites }: CountingPlaces): string {
  const digest = createHash("sha256").update(JSON.stringify([text, [...ofSites]]));
  return `${file}=${digest.digest("hex").slice(0, 16)}`;
}

interface Insertion {
  readonly place: CountingPlace;
  readonly ids: readonly string[];
}

/** One insertion for each place; of two that begin together, the one around the other first. */
function inOrder(ofSites: CountingPlaces["ofSites"]): readonly Insertion[] {
  const insertions = new Map<string, { readonly place: CountingPlace; readonly ids: string[] }>();
  for (const [id, place] of ofSites) {
    const key = `${place.form} ${String(place.start)} ${String(endOf(place))}`;
    const known = insertions.get(key);
    if (known) known.ids.push(id);
    else insertions.set(key, { place, ids: [id] });
  }
  return [...insertions.values()].toSorted(
    (a, b) => a.place.start - b.place.start || endOf(b.place) - endOf(a.place),
  );
}

/** A statement stands before every expression that begins with it. */
function endOf(place: CountingPlace): number {
  return place.form === "expression" ? place.end : Infinity;
}

/** Through `Reflect`, whose result has no type that a type checker could miss the property in. */
function calls(method: "ran" | "loaded", values: readonly string[]): string {
  const given = values.map((value) => JSON.stringify(value)).join(", ");
  return `Reflect.get(globalThis, "__faultline__")?.${method}(${given})`;
}

/** An identifier begins it: after a line without a semicolon, a bracket would go on with that line. */
function insert(woven: MagicString, place: CountingPlace, call: string): void {
  if (place.form === "expression") {
    woven.appendRight(place.start, `(${call}, `);
    woven.appendLeft(place.end, ")");
  } else if (place.form === "statement") woven.appendRight(place.start, `${call};`);
  else woven.appendLeft(place.start, `;${call};`);
}

function prepend(woven: MagicString, place: CountingPlace, call: string): void {
  if (place.form === "statement") woven.prependRight(place.start, `${call};`);
  else woven.appendLeft(place.start, `;${call};`);
}
