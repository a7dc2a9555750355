import { staticName } from "../bindings/static-name.js";
import type { QueryDetails } from "../details.js";
import { chainAfter, chainEnd, type Link } from "../flow/call-chain.js";
import type { DraftOf, LibraryCall } from "../recogniser.js";
import type { Node } from "../source.js";
import { databaseQuery, type Query } from "./query.js";

/** The words of a query builder, which a chain such as `knex("t").where().update()` is read by. */
export interface BuilderWords {
  /** Links that make the statement a write. */
  readonly writes: RegExp;
  /** Links after which a read gives one row. */
  readonly one: RegExp;
  readonly limits: RegExp;
  /** Links that make an insert one that a second with the same key turns into an update or nothing. */
  readonly upserts: RegExp;
  /** Links that hand in a transaction. */
  readonly joins?: RegExp;
  /** Links that only make text, or a part of another statement. */
  readonly builds: RegExp;
}

/** A statement that is put together by a chain of calls, at the call that begins it. */
export function builderQuery(
  call: LibraryCall,
  words: BuilderWords,
  query: Partial<Query> = {},
): DraftOf<"database-query"> | undefined {
  const first = { name: call.operation, call: call.node } as const;
  const links = chainAfter(call.node);
  if (links.some(({ name }) => words.builds.test(name)) || isPartOfStatement(call.node))
    return undefined;
  const names = [first.name, ...namesOf(call, links)];
  const writes = names.find((name) => words.writes.test(name));
  return {
    ...databaseQuery(call, {
      access: writes === undefined ? "read" : "write",
      ...(writes === undefined
        ? { rows: rowsOf(names, words) }
        : { isUpsert: names.some((name) => words.upserts.test(name)) }),
      ...(words.joins && joined(links, words.joins)),
      ...query,
    }),
    operation: writes ?? "select",
  };
}

/** Links of the chain, and those that are added to the variable that holds it. */
function namesOf(call: LibraryCall, links: readonly Link[]): readonly string[] {
  const end = chainEnd(call.node);
  const { parent } = end;
  if (parent?.type !== "VariableDeclarator" || parent.id.type !== "Identifier")
    return links.map(({ name }) => name);
  const { references = [] } = call.facts.bindings.variables.of(parent.id) ?? {};
  const later = references.flatMap(({ identifier }) => {
    const member = identifier.parent;
    return member.type === "MemberExpression" && member.object === identifier
      ? [staticName(member) ?? "", ...chainAfter(member.parent).map(({ name }) => name)]
      : [];
  });
  return [...links.map(({ name }) => name), ...later];
}

function rowsOf(names: readonly string[], words: BuilderWords): NonNullable<QueryDetails["rows"]> {
  if (names.some((name) => words.one.test(name))) return "one";
  return names.some((name) => words.limits.test(name)) ? "limited" : "unlimited";
}

function joined(links: readonly Link[], joins: RegExp): Partial<Query> {
  return links.some(({ name }) => joins.test(name)) ? { transaction: "given" } : {};
}

/** Methods that take whole statements as arguments and send them. */
const SENDS = /^(?:all|allSettled|race|any|then|resolve|push|execute|query|run|batch|iterate)$/;

/** True for a chain that is an argument or a part of another statement: a subquery, a fragment. */
export function isPartOfStatement(start: Node): boolean {
  const end = chainEnd(start);
  const { parent } = end;
  switch (parent?.type) {
    case "CallExpression":
      return (
        parent.callee !== end &&
        parent.callee.type === "MemberExpression" &&
        !SENDS.test(staticName(parent.callee) ?? "")
      );
    case "Property":
    case "TemplateLiteral":
    case "BinaryExpression":
    case "SpreadElement":
      return true;
    default:
      return false;
  }
}
