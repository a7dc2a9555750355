import { absent, present, unknown, type Fact } from "@faultline/contract";
import type { TSESTree } from "@typescript-eslint/types";
import { staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { schemaUsers } from "../flow/schema-users.js";
import type { DraftOf, LibraryCall } from "../recogniser.js";
import type { Node } from "../source.js";

/** Names that only the size of a page has, and names that something else may have as well. */
const PAGE_SIZE = /^(?:page_?size|per_?page|limit|take|first)$/i;

/** What a request for a page says beside its size. */
const POSITION =
  /^(?:page|page_?(?:number|index|no)|offset|skip|cursor|after|start_?after|before)$/i;

/** What an answer says beside the size of its page. */
const ANSWER =
  /^(?:total\w*|count|items|data|rows|results|nodes|edges|pages|page_?count|last_?page|has_?(?:more|next\w*)|next\w*)$/i;

/** A limit that is put on the number where it is used: `Math.min(limit, 100)`, `if (limit > 50)`. */
const CLAMPED =
  /Math\.min\([^;]*?\b(?:page_?size|per_?page|limit|take|first)|\b(?:page_?size|per_?page|limit|take|first)\s*>=?\s*(?![01]\b)[\w.]/i;

/** True for the name of a page's size among the names of a request that also says where the page begins. */
export function asksForPage(name: string, names: readonly string[]): boolean {
  return (
    PAGE_SIZE.test(name) &&
    !names.some((other) => ANSWER.test(other)) &&
    names.some((other) => other !== name && POSITION.test(other))
  );
}

/** What a schema says of the number itself. */
export type Bound = "bounded" | "open" | "unknown";

/** The files that put the schema to use in which a call states the size of a page. */
export type FindUsers = (call: LibraryCall) => readonly FileFacts[];

/** Where a schema names the size of a page, and the files that put the schema to use. */
export interface SizePlace {
  readonly name: string;
  readonly node: Node;
  readonly extent: Node;
  readonly users: FindUsers;
}

/** What a library knows of a size in the shape of an object. */
interface SizeInShape {
  readonly bound: () => Bound;
  readonly remedy: string;
  /** Those that parse with a schema, unless said otherwise. */
  readonly users?: FindUsers;
}

/** The size of a page in the shape of an object schema: `limit` of `z.object({ page: …, limit: z.number() })`. */
export function pageSizeInShape(
  call: LibraryCall,
  property: TSESTree.Property,
  shape: TSESTree.ObjectExpression,
  { bound, remedy, users = parsersOf }: SizeInShape,
): DraftOf<"page-size"> | undefined {
  const name = staticName(property);
  const names = shape.properties.flatMap((other) =>
    other.type === "Property" ? (staticName(other) ?? []) : [],
  );
  if (name === undefined || !asksForPage(name, names)) return undefined;
  const place = { name, node: property.key, extent: property, users };
  return pageSize(call, place, bound(), remedy);
}

function parsersOf({ facts, node }: LibraryCall): readonly FileFacts[] {
  return schemaUsers(facts, node);
}

/** The number of rows that a request's schema lets a client ask for: `limit: z.number()`. */
export function pageSize(
  call: LibraryCall,
  place: SizePlace,
  bound: Bound,
  remedy: string,
): DraftOf<"page-size"> {
  return {
    kind: "page-size",
    library: call.library,
    operation: place.name,
    node: place.node,
    extent: place.extent,
    mechanisms: { "upper-bound": upperBound(call, place, bound, remedy) },
  };
}

function upperBound(
  call: LibraryCall,
  { name, users: find }: SizePlace,
  bound: Bound,
  remedy: string,
): Fact {
  if (bound === "bounded") return present("the schema bounds it");
  if (bound === "unknown") return unknown("the schema looks at it further");
  const users = find(call);
  if (users.length === 0) return unknown("nothing that comes in is parsed with it");
  if (users.some((facts) => facts.mentions(CLAMPED)))
    return unknown("it may be bounded where it is used");
  return absent(`\`${name}\` can be as large as a client likes`, remedy);
}
