import type { QueryDetails } from "../details.js";

/**
 * How many items a collection may have. `small`: the source bounds it. `open`: it comes from where
 * nothing does, as a list read without a limit. `unknown`: whoever calls the code decides.
 */
export interface CollectionSize {
  readonly state: "small" | "open" | "unknown";
  /** Why, as a clause: `the list is written out`. */
  readonly detail: string;
}

export const UNKNOWN_SIZE: CollectionSize = {
  state: "unknown",
  detail: "its size is not known here",
};

export function small(detail: string): CollectionSize {
  return { state: "small", detail };
}

export function open(detail: string): CollectionSize {
  return { state: "open", detail };
}

/** What is known of a list that is made of two. */
export function larger(a: CollectionSize, b: CollectionSize): CollectionSize {
  return ORDER[b.state] > ORDER[a.state] ? b : a;
}

const ORDER = { small: 0, unknown: 1, open: 2 } as const;

/** The size of what a query gives. */
export function sizeOfRows(rows: QueryDetails["rows"]): CollectionSize {
  if (rows === "unlimited") return open("the query that gives it has no limit");
  return rows === "one" || rows === "limited" ? small("the query has a limit") : UNKNOWN_SIZE;
}
