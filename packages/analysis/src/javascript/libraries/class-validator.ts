import type { TSESTree } from "@typescript-eslint/types";
import { possibleImporters } from "../../project/importers.js";
import { calleeName, staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { asksForPage, pageSize, type Bound } from "../kinds/page-size.js";
import { defineLibrary, type DraftOf, type Library, type LibraryCall } from "../recogniser.js";

/** Decorators that bound a number from above (README, "Validation decorators", 0.15). */
const BOUNDS = /^(?:Max|IsIn|IsEnum|Equals|IsNegative|IsPort)$/;

/** Decorators of class-validator, class-transformer and Nest that leave it open, which documentation does as well. */
const NEUTRAL =
  /^(?:Min|IsInt|IsNumber|IsPositive|IsOptional|IsDefined|IsNotEmpty|Type|Expose|ApiProperty|ApiPropertyOptional|Field)$/;

/** `@IsInt() limit: number` of a class that says what a request may ask for. */
function size(call: LibraryCall): DraftOf<"page-size"> | undefined {
  const property = call.node.parent.parent;
  if (property?.type !== "PropertyDefinition") return undefined;
  const names = property.parent.body.flatMap((member) =>
    member.type === "PropertyDefinition" ? (staticName(member) ?? []) : [],
  );
  const name = staticName(property);
  const isFirst = property.decorators.find(({ expression }) => isNumber(expression));
  if (name === undefined || isFirst?.expression !== call.node || !asksForPage(name, names))
    return undefined;
  const holder = property.parent.parent.id?.name;
  return pageSize(
    call,
    {
      name,
      node: property.key,
      extent: property,
      users: ({ facts }) => (holder === undefined ? [] : takersOf(facts, holder)),
    },
    boundOf(property),
    "@Max(100)",
  );
}

function isNumber(expression: TSESTree.Expression): boolean {
  return expression.type === "CallExpression" && /^Is(?:Int|Number)$/.test(nameOf(expression));
}

function boundOf({ decorators }: TSESTree.PropertyDefinition): Bound {
  const names = decorators.map(({ expression }) => nameOf(expression));
  if (names.some((name) => BOUNDS.test(name))) return "bounded";
  return names.every((name) => NEUTRAL.test(name)) ? "open" : "unknown";
}

function nameOf(expression: TSESTree.Expression): string {
  return expression.type === "CallExpression" ? (calleeName(expression.callee) ?? "") : "";
}

/** The files in which a handler of Nest takes it from a request, and the class's own beside them. */
function takersOf(facts: FileFacts, name: string): readonly FileFacts[] {
  const taken = new RegExp(
    String.raw`@(?:Query|Body|Args)\([^()]*(?:\([^()]*\))?[^()]*\)\s*\w+\s*[?!]?\s*:\s*${name.replaceAll("$", String.raw`\$`)}\b`,
  );
  const { path } = facts.source;
  const others = path === undefined ? [] : possibleImporters(path);
  const files = [facts, ...others.flatMap((file) => facts.project.fileAt(file) ?? [])];
  const takers = files.filter(({ source }) => taken.test(source.text));
  return takers.length === 0 ? [] : [...new Set([facts, ...takers])];
}

export const classValidator: Library = defineLibrary({
  packages: ["class-validator"],
  docs: "https://github.com/typestack/class-validator#validation-decorators",
  sites: { "IsInt()": size, "IsNumber()": size },
});
