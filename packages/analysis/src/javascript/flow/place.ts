import type { Call, Node } from "../source.js";

/** What becomes of a value in its file. */
export type ValueUse =
  | { readonly kind: "called"; readonly call: Call }
  /** It is an argument, or a part of one. */
  | { readonly kind: "handed"; readonly call: Call; readonly argument: Node }
  /** Others may import it, by the names that lead to it. */
  | { readonly kind: "exported"; readonly way: readonly string[] }
  /** It goes where the file alone can't tell. */
  | { readonly kind: "lost" };

/** An expression from whose value a way leads to the value that is followed. */
export interface Place {
  readonly kind: "place";
  readonly node: Node;
  readonly way: readonly string[];
}

/** Where a value goes next. */
export type Next = Place | ValueUse;

/** Steps of a way that are no names: the value is what a call gives, or a member of an instance. */
export const CALL = "()";
export const NEW = "new";

export const LOST: ValueUse = { kind: "lost" };
