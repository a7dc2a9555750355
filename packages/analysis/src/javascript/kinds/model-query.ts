import { staticName, unwrap } from "../bindings/static-name.js";
import type { Access } from "../details.js";
import type { LibraryCall, Recognise } from "../recogniser.js";
import type { Node } from "../source.js";
import { chainAfter } from "../flow/call-chain.js";
import { byOption, databaseQuery, rowsBy } from "./query.js";

/** One method of a model or repository. */
export interface ModelOperation {
  readonly access: Access;
  /** Which argument holds the options: the limit of a read, the transaction. */
  readonly options?: number;
  /** True where a read gives one row, or a number. */
  readonly one?: true;
  readonly batch?: string;
  readonly isUpsert?: true;
}

/** The same operation by several names. */
export function each(
  names: readonly string[],
  operation: ModelOperation,
): Readonly<Record<string, ModelOperation>> {
  return Object.fromEntries(names.map((name) => [name, operation]));
}

/** How the models of one library are spoken to. */
export interface ModelStyle {
  /** The option that brings a statement into a transaction: `transaction`, `session`. */
  readonly transaction?: string;
  /** The option, or link of the chain, that limits a read: `limit`, `take`. */
  readonly limit: string;
  /** What in a package's sources shows that transactions reach every statement by themselves. */
  readonly ambient?: RegExp;
  /** What on the way to a handle shows that it may be between a BEGIN and a COMMIT. */
  readonly byHand?: RegExp;
  /** The argument that names the model, where the method belongs to a manager of all models. */
  readonly subject?: number;
}

/** Recognisers for the methods of models, below one or several ways that lead to a model. */
export function modelMethods(
  ways: readonly string[],
  operations: Readonly<Record<string, ModelOperation>>,
  style: ModelStyle,
): Readonly<Record<string, Recognise>> {
  return Object.fromEntries(
    ways.flatMap((way) =>
      Object.entries(operations).map(([name, operation]) => [
        `${way}.${name}()`,
        (call: LibraryCall) => modelQuery(call, operation, style),
      ]),
    ),
  );
}

/** Aliases by which an item of what a method gives is known: `for (const user of await User.findAll())`. */
export function itemAliases(
  lists: readonly string[],
  item: string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(lists.map((list) => [`${list}[]`, item]));
}

function modelQuery(
  call: LibraryCall,
  { access, options, one, batch, isUpsert }: ModelOperation,
  style: ModelStyle,
): ReturnType<Recognise> {
  const links = new Set(chainAfter(call.node).map(({ name }) => name));
  const joins =
    style.transaction !== undefined && links.has(style.transaction)
      ? ({ transaction: "given" } as const)
      : style.transaction !== undefined && options !== undefined
        ? { transaction: standingBy(call, options, style.transaction) }
        : {};
  return databaseQuery(call, {
    access,
    subject: subjectOf(call, style.subject),
    ...(access === "read" && {
      rows: one
        ? "one"
        : links.has(style.limit)
          ? "limited"
          : rowsBy(call.option(options ?? 0, style.limit)),
    }),
    ...(batch !== undefined && { batch }),
    ...(isUpsert && { isUpsert }),
    ...(style.ambient && call.facts.packageMentions(style.ambient) && { isAmbient: true }),
    ...(style.byHand?.test(call.way) && { transaction: "unknown" }),
    ...joins,
  });
}

function standingBy(call: LibraryCall, options: number, name: string): ReturnType<typeof byOption> {
  return byOption(call.option(options, name));
}

/** The name by which the code calls the model: `User` of `User.findAll()`, `repository` of `this.repository.find()`. */
function subjectOf(call: LibraryCall, argument: number | undefined): string | undefined {
  const given = argument === undefined ? undefined : call.argument(argument);
  if (argument !== undefined) return given?.type === "Identifier" ? given.name : undefined;
  return call.node.callee.type === "MemberExpression"
    ? nameOf(unwrap(call.node.callee.object))
    : undefined;
}

function nameOf(node: Node): string | undefined {
  switch (node.type) {
    case "Identifier":
      return node.name;
    case "MemberExpression":
      return staticName(node);
    case "CallExpression": {
      const [first] = node.arguments;
      if (first?.type === "Identifier") return first.name;
      return first?.type === "Literal" && typeof first.value === "string" ? first.value : undefined;
    }
    default:
      return undefined;
  }
}
