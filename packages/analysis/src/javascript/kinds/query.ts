import { present, unknown, type Fact } from "@faultline/contract";
import { DefinitionType } from "@typescript-eslint/scope-manager";
import type { QueryDetails } from "../details.js";
import type { OptionValue } from "../bindings/read-option.js";
import { chainStart } from "../flow/call-chain.js";
import type { FileFacts } from "../file-facts.js";
import type { DraftOf, LibraryCall, LibraryTemplate } from "../recogniser.js";
import type { Node } from "../source.js";

/** What a library says of one statement; the rest is read from the call. */
export interface Query extends Partial<QueryDetails> {
  readonly access: QueryDetails["access"];
  /** The limit on the statement itself; its pool's holds unless said otherwise. */
  readonly timeout?: Fact;
}

/** A statement that is sent to a database. */
export function databaseQuery(
  use: LibraryCall | LibraryTemplate,
  query: Query,
): DraftOf<"database-query"> {
  const { node } = use;
  const callee = node.type === "TaggedTemplateExpression" ? node.tag : node.callee;
  const { timeout = unknown("the pool's limits hold"), ...details } = query;
  const handle = details.handle ?? receiverOf(callee);
  return {
    kind: "database-query",
    library: use.library,
    operation: use.operation,
    node: callee,
    extent: node,
    ...(details.subject !== undefined && { target: details.subject }),
    mechanisms: { timeout },
    details: { statement: node, handle, transaction: standing(use, handle), ...details },
  };
}

/** Whether an option such as `{ transaction }` or `{ session }` brings the statement into a transaction. */
export function byOption(option: OptionValue): QueryDetails["transaction"] {
  switch (option.state) {
    case "absent":
      return "outside";
    case "unknown":
      return "unknown";
    case "constant":
      return option.value === undefined || option.value === null ? "outside" : "given";
    case "given":
      return "given";
  }
}

/** A read that names its limit is limited, whatever it is. */
export function rowsBy(option: OptionValue): NonNullable<QueryDetails["rows"]> {
  if (option.state === "absent") return "unlimited";
  return option.state === "unknown" ? "unknown" : "limited";
}

/** A limit that an option states for one statement. */
export function ownLimit(name: string, option: OptionValue): Fact {
  return option.state === "constant" || option.state === "given"
    ? present(`\`${name}\` on the statement`)
    : unknown("the pool's limits hold");
}

/** `db` of `db.users.findMany()`, the part of a callee that stands for the connection. */
function receiverOf(callee: Node): Node | undefined {
  const start = chainStart(callee);
  return start === callee ? undefined : start;
}

/**
 * A handle that a library hands to the function of a transaction is inside; one that the caller
 * hands in may be either.
 */
function standing(
  { way, facts }: LibraryCall | LibraryTemplate,
  handle: Node | undefined,
): QueryDetails["transaction"] {
  if (/\(\d+:\d+\)/.test(way)) return "inside";
  const definition = handle && facts.bindings.variables.of(handle)?.defs[0];
  if (definition?.type === DefinitionType.Parameter) return "unknown";
  return handle && isTakenTransaction(facts, handle) ? "unknown" : "outside";
}

/** `const { tx, id } = params`: a handle that the caller hands in with other things, and calls a transaction. */
function isTakenTransaction(facts: FileFacts, handle: Node): boolean {
  const definition = facts.bindings.variables.of(handle)?.defs[0];
  if (definition?.type !== DefinitionType.Variable) return false;
  const { id, init } = definition.node;
  return (
    handle.type === "Identifier" &&
    /^(?:tx|trx|transaction\w*)$/i.test(handle.name) &&
    id.type === "ObjectPattern" &&
    init?.type === "Identifier" &&
    facts.bindings.variables.of(init)?.defs[0]?.type === DefinitionType.Parameter
  );
}
