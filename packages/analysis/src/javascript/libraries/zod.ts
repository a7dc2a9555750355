import { absent, present, unknown, type Fact } from "@faultline/contract";
import type { TSESTree } from "@typescript-eslint/types";
import { staticName } from "../bindings/static-name.js";
import { chainAfter, chainEnd } from "../flow/call-chain.js";
import { schemaUsers } from "../flow/schema-users.js";
import { defineLibrary, type DraftOf, type Library, type LibraryCall } from "../recogniser.js";
import type { Node } from "../source.js";

/** Names that only the size of a page has, and names that something else may have as well. */
const PAGE_SIZE = /^(?:page_?size|per_?page|limit|take|first)$/i;

/** What a request for a page says beside its size. */
const POSITION =
  /^(?:page|page_?(?:number|index|no)|offset|skip|cursor|after|start_?after|before)$/i;

/** What an answer says beside the size of its page. */
const ANSWER =
  /^(?:total\w*|count|items|data|rows|results|nodes|edges|pages|page_?count|last_?page|has_?(?:more|next\w*)|next\w*)$/i;

/** Checks that bound a number from above (zod.dev/api, "Numbers"). */
const BOUNDS = /^(?:max|lte|lt|negative|nonpositive)$/;

/** Links that leave the numbers open to which a schema says yes. */
const NEUTRAL =
  /^(?:min|gte|gt|int|positive|nonnegative|finite|safe|multipleOf|step|optional|nullable|nullish|default|prefault|catch|describe|meta|openapi|brand|readonly)$/;

/** A limit that is put on the number where it is used. */
const CLAMPED = /Math\.min\([^;]*?\b(?:page_?size|per_?page|limit|take|first)/i;

/** The number of rows that a request's schema lets a client ask for: `limit: z.number()`. */
function pageSize(call: LibraryCall): DraftOf<"page-size"> | undefined {
  const property = chainEnd(call.node).parent;
  if (property?.type !== "Property" || property.parent.type !== "ObjectExpression")
    return undefined;
  const name = staticName(property);
  if (name === undefined || !PAGE_SIZE.test(name) || !asksForPage(call, property.parent, name))
    return undefined;
  return {
    kind: "page-size",
    library: "zod",
    operation: name,
    node: property.key,
    extent: property,
    mechanisms: { "upper-bound": upperBound(call, property.parent, name) },
  };
}

/** True for the shape of an object schema that also says where the page begins, and is no answer's. */
function asksForPage(
  { facts }: LibraryCall,
  shape: TSESTree.ObjectExpression,
  name: string,
): boolean {
  const { parent } = shape;
  if (parent.type !== "CallExpression" || parent.arguments[0] !== shape) return false;
  const origin = facts.bindings.origin(parent.callee)?.path ?? "";
  if (!/(?:^|\.|\))(?:object|strictObject|looseObject|extend|safeExtend)$/.test(origin))
    return false;
  const others = shape.properties.flatMap((property) =>
    property.type === "Property" ? (staticName(property) ?? []) : [],
  );
  if (others.some((other) => ANSWER.test(other))) return false;
  return others.some((other) => other !== name && POSITION.test(other));
}

function upperBound(call: LibraryCall, shape: TSESTree.ObjectExpression, name: string): Fact {
  const links = chainAfter(call.node).map((link) => link.name);
  if (links.some((link) => BOUNDS.test(link))) return present("the schema bounds it");
  if (!links.every((link) => NEUTRAL.test(link)) || isRefined(shape))
    return unknown("the schema looks at it further");
  const users = schemaUsers(call.facts, call.node);
  if (users.length === 0) return unknown("nothing that comes in is parsed with it");
  if (users.some((facts) => facts.mentions(CLAMPED)))
    return unknown("it may be bounded where it is used");
  return absent(`\`${name}\` can be as large as a client likes`, ".max(100)");
}

/** Checks of the whole object may bound it too: `z.object({ … }).refine(…)`. */
function isRefined(shape: Node): boolean {
  const holder = shape.parent;
  return (
    holder?.type === "CallExpression" &&
    chainAfter(holder).some(({ name }) =>
      /^(?:refine|superRefine|transform|pipe|check)$/.test(name),
    )
  );
}

export const zod: Library = defineLibrary({
  packages: ["zod", "zod/v3", "zod/v4"],
  docs: "https://zod.dev/api#numbers",
  aliases: { z: "", default: "" },
  sites: {
    "number()": pageSize,
    "int()": pageSize,
    "coerce.number()": pageSize,
    "int32()": pageSize,
    "uint32()": pageSize,
  },
});
