import type { SourceRange } from "./source-location.js";

/**
 * What the analysis knows of one mechanism at one fault site. Only `absent` is ever reported;
 * `unknown` is silence. `detail` is a clause a message can carry: what bounds it, what happens
 * without it, or why it could not be known.
 */
export type Fact =
  | { readonly state: "present"; readonly detail: string }
  | {
      readonly state: "absent";
      readonly detail: string;
      /** The code that would supply it, for that library and version. */
      readonly remedy?: string;
      /** How to put the remedy in place, where that is one safe insertion. */
      readonly edit?: Insertion;
      /** Where it is missing, when that is a part of the site: one container of a workload. */
      readonly at?: SourceRange;
    }
  | { readonly state: "unknown"; readonly detail: string };

/** Text to insert at an offset of the file, in UTF-16 units from 0. */
export interface Insertion {
  readonly offset: number;
  readonly text: string;
}

export function present(detail: string): Fact {
  return { state: "present", detail };
}

export function absent(detail: string, remedy?: string): Fact {
  return remedy === undefined ? { state: "absent", detail } : { state: "absent", detail, remedy };
}

/** Absent from a part of the site, which is where a finding goes. */
export function absentAt(at: SourceRange, detail: string, remedy?: string): Fact {
  return remedy === undefined
    ? { state: "absent", detail, at }
    : { state: "absent", detail, remedy, at };
}

export function unknown(detail: string): Fact {
  return { state: "unknown", detail };
}
