import { LIBRARIES } from "./libraries.generated.js";
import type { OwnCode } from "./own-code/own-code.js";

const IMPORTED = LIBRARIES.flatMap((library) => library.packages)
  .filter((name) => name !== "globalThis")
  .map((name) =>
    name
      .replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)
      .replaceAll("*", String.raw`[\w-]+`)
      .replace(/^node:/, "(?:node:)?"),
  )
  .join("|");

const GATE = new RegExp(
  String.raw`\bcatch\b|\basync\b|\bawait\b|\bPromise\b|\.then\(|\bthrow\b|\.pipe\(|\.on\(|\bfetch\b|\bconsole\b|\bprocess\b|\blisten\b|["'](?:${IMPORTED})["'/]`,
);

/** What a library makes may come from another file of the project, by whatever name that is imported. */
const IMPORTS = /\b(?:import|require)\b/;

/** The methods that recognisers look for: `.query(`, `.info(`. */
const METHOD = new RegExp(String.raw`\.(?:${[...new Set(methods())].join("|")})\s*(?:<[^()]*>)?\(`);

/**
 * False when a file's text shows that no recogniser could find anything in it. A miss costs a
 * traversal; most files of a real project stop here.
 */
export function mayHaveSites(text: string, own?: OwnCode): boolean {
  return (
    GATE.test(text) || (IMPORTS.test(text) && (METHOD.test(text) || own?.mayBeIn(text) === true))
  );
}

function methods(): readonly string[] {
  return LIBRARIES.flatMap((library) => Object.keys(library.sites)).flatMap((way) => {
    const name = /\.(\w+)\(\)$/.exec(way)?.[1];
    return name === undefined ? [] : [name];
  });
}
