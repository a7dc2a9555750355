import type { TSESTree } from "@typescript-eslint/types";
import type { DraftOf, LibraryCall } from "../recogniser.js";
import { pageSizeInShape, type Bound } from "./page-size.js";

/** The words of a library whose schemas are handed to each other: `v.optional(v.pipe(v.number(), v.maxValue(100)))`. */
export interface WrapWords {
  /** Calls that take the shape of an object. */
  readonly objects: RegExp;
  /** Calls that take a schema and give one for the same values, or fewer. */
  readonly wraps: RegExp;
  /** What the schema says of the number, with the calls that it is handed to, innermost first. */
  readonly boundOf: (call: LibraryCall, wrappers: readonly TSESTree.CallExpression[]) => Bound;
  readonly remedy: string;
}

/** The size of a page in the shape of an object schema. */
export function wrappedPageSize(
  call: LibraryCall,
  { objects, wraps, boundOf, remedy }: WrapWords,
): DraftOf<"page-size"> | undefined {
  const wrappers: TSESTree.CallExpression[] = [];
  let { parent } = call.node;
  while (parent.type === "CallExpression" && wraps.test(pathOf(call, parent))) {
    wrappers.push(parent);
    ({ parent } = parent);
  }
  if (parent.type !== "Property" || parent.parent.type !== "ObjectExpression") return undefined;
  const shape = parent.parent;
  const holder = shape.parent;
  const isShape = holder.type === "CallExpression" && objects.test(pathOf(call, holder));
  if (!isShape) return undefined;
  // A pipe of the whole object may look at the number as well.
  const isPiped =
    holder.parent.type === "CallExpression" && wraps.test(pathOf(call, holder.parent));
  const bound = (): Bound => (isPiped ? "unknown" : boundOf(call, wrappers));
  return pageSizeInShape(call, parent, shape, { bound, remedy });
}

/** The way to a function of the same package; empty for any other. */
function pathOf({ facts, origin }: LibraryCall, { callee }: TSESTree.CallExpression): string {
  const called = facts.bindings.origin(callee);
  return called?.module === origin.module ? called.path : "";
}
