import { KEY_MARKS } from "./flow/key-formats.js";
import { importOf } from "./import-pattern.js";
import { LIBRARIES, REQUEST_LIBRARIES } from "./libraries.generated.js";
import type { OwnCode } from "./own-code/own-code.js";
import type { SourceText } from "./source-text.js";

const GATE = new RegExp(
  String.raw`\bcatch\b|\basync\b|\bawait\b|\bPromise\b|\.then\(|\bthrow\b|\.pipe\(|\.on\(|\bfetch\b|\bconsole\b|\bprocess\b|\blisten\b|${importOf(LIBRARIES)}`,
);

const REQUEST = new RegExp(
  String.raw`(?<![.\w$"'-])fetch(?![\w$"'-])|${importOf(REQUEST_LIBRARIES)}`,
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
    GATE.test(text) ||
    (IMPORTS.test(text) && (METHOD.test(text) || own?.mayBeIn(text) === true)) ||
    KEY_MARKS.test(text)
  );
}

/** False when a file's text shows that it makes no request to another service by itself. */
export function mayRequest(source: SourceText, own?: OwnCode): boolean {
  return source.mentions(REQUEST) || own?.mayBeIn(source.text) === true;
}

function methods(): readonly string[] {
  return LIBRARIES.flatMap((library) => Object.keys(library.sites)).flatMap((way) => {
    const name = /\.(\w+)\(\)$/.exec(way)?.[1];
    return name === undefined ? [] : [name];
  });
}
