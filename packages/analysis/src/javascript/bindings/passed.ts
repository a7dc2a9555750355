import type { Node } from "../source.js";
import type { Bindings } from "./resolve-origin.js";

/** What one call passes to the function it calls, so that an option can be read on behalf of that call. */
export interface Passed {
  /** The parameters of the function that is called. */
  readonly parameters: readonly Node[];
  readonly arguments: readonly Node[];
  /** The file of the call. */
  readonly bindings: Bindings;
  /** What its own caller passes to the function the call stands in. */
  readonly passed?: Passed | undefined;
}

/** Where an expression is read: its file, and the call on whose behalf. */
export interface Reading {
  readonly bindings: Bindings;
  readonly passed?: Passed | undefined;
  readonly depth: number;
}

/** How deep one answer may nest. */
export const MAX_DEPTH = 12;

/** What the call on whose behalf we read passes for a parameter, or the parameter's own default. */
export function argumentFor(
  { passed, bindings, depth }: Reading,
  target: Node,
): { readonly reading: Reading; readonly node: Node | undefined } | undefined {
  const parameter = target.parent?.type === "AssignmentPattern" ? target.parent : target;
  const index = passed?.parameters.indexOf(parameter) ?? -1;
  if (!passed || index < 0) return undefined;
  const spread = passed.arguments
    .slice(0, index + 1)
    .find((argument) => argument.type === "SpreadElement");
  const node = spread ?? passed.arguments[index];
  const isDefault = !node && parameter.type === "AssignmentPattern";
  return isDefault
    ? { reading: { bindings, passed, depth }, node: parameter.right }
    : { reading: { bindings: passed.bindings, passed: passed.passed, depth }, node };
}
