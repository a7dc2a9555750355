import type { TSESTree } from "@typescript-eslint/types";
import { chainAfter, chainEnd } from "../flow/call-chain.js";
import type { DraftOf, LibraryCall } from "../recogniser.js";
import { pageSizeInShape, type Bound } from "./page-size.js";

/** The words of a library whose schemas are chains of calls: `z.number().max(100)`. */
export interface ChainWords {
  /** Calls that take the shape of an object. */
  readonly objects: RegExp;
  /** Links that bound a number from above. */
  readonly bounds: RegExp;
  /** Links that leave the numbers open to which a schema says yes. */
  readonly neutral: RegExp;
  /** Links of an object's schema that may look at the number as well. */
  readonly refines: RegExp;
  readonly remedy: string;
}

/** The size of a page in the shape of an object schema. */
export function chainedPageSize(
  call: LibraryCall,
  words: ChainWords,
): DraftOf<"page-size"> | undefined {
  const property = chainEnd(call.node).parent;
  if (property?.type !== "Property" || property.parent.type !== "ObjectExpression")
    return undefined;
  const shape = property.parent;
  if (!isShape(call, shape, words)) return undefined;
  const bound = (): Bound => boundOf(call, shape, words);
  return pageSizeInShape(call, property, shape, { bound, remedy: words.remedy });
}

function isShape(
  { facts }: LibraryCall,
  shape: TSESTree.ObjectExpression,
  { objects }: ChainWords,
): boolean {
  const { parent } = shape;
  return (
    parent.type === "CallExpression" &&
    parent.arguments[0] === shape &&
    objects.test(facts.bindings.origin(parent.callee)?.path ?? "")
  );
}

function boundOf(
  call: LibraryCall,
  shape: TSESTree.ObjectExpression,
  { bounds, neutral, refines }: ChainWords,
): Bound {
  const links = chainAfter(call.node).map(({ name }) => name);
  if (links.some((link) => bounds.test(link))) return "bounded";
  const isRefined = chainAfter(shape.parent).some(({ name }) => refines.test(name));
  return isRefined || !links.every((link) => neutral.test(link)) ? "unknown" : "open";
}
