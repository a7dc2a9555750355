import { absent, unknown, type Fact } from "@faultline/contract";
import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { walkedList } from "../bindings/list-item.js";
import { calleeName, staticName } from "../bindings/static-name.js";
import type { QueryDetails } from "../details.js";
import type { FileFacts } from "../file-facts.js";
import { chainAfter, chainBefore, chainEnd, chainStart } from "../flow/call-chain.js";
import { givesChunks } from "../flow/chunks.js";
import { collectionSize } from "../flow/collection-size.js";
import { derivedFrom, usesAny, variablesIn } from "../flow/derived-variables.js";
import { isMeasured } from "../flow/given-from-outside.js";
import { iterationsAround, type Iteration } from "../flow/iteration.js";
import { nodesInFunction } from "../flow/walk.js";
import type { DraftOf, SiteDraft } from "../recogniser.js";
import type { Relations } from "../relation.js";
import { isFunction, type Invocation, type Node } from "../source.js";
import { effectsWithin } from "../summaries/effects.js";
import { queryBehind } from "./query-behind.js";

/** Statements that change rows one by one because each row gets something else. */
const ROW_BY_ROW = /^(?:update|upsert|save|patch|increment|decrement|findOneAnd|findByIdAnd|set)/i;

/** Whether a query runs once for each item of a collection, where one query could ask for all of them. */
export function batching(facts: FileFacts, drafts: readonly SiteDraft[]): Relations {
  const statements = drafts.flatMap((draft) => {
    if (draft.kind !== "database-query" || !draft.details) return [];
    const fact = factOf(facts, draft.details.statement, draft.details, draft.operation);
    return fact ? [{ about: draft, mechanism: "batching", fact } as const] : [];
  });
  return { statements, drafts: indirectQueries(facts) };
}

/** Calls of the project's own functions that only query, once for each item. */
function indirectQueries(facts: FileFacts): readonly DraftOf<"indirect-call">[] {
  return facts.nodes.calls.flatMap((call) => {
    if (call.type !== "CallExpression" || facts.draftOf(call)) return [];
    for (const iteration of iterationsAround(call)) {
      const site = queryBehind(facts, call, itemVariables(facts, iteration));
      const fact = site && factIn(facts, iteration, call, site.details, site.operation);
      if (fact) return [indirectCall(facts, call, site, fact)];
    }
    return [];
  });
}

function indirectCall(
  facts: FileFacts,
  call: TSESTree.CallExpression,
  site: DraftOf<"database-query">,
  fact: Fact,
): DraftOf<"indirect-call"> {
  return {
    kind: "indirect-call",
    library: site.library,
    operation: site.operation,
    node: call.callee,
    extent: call,
    target: facts.textOf(call.callee),
    mechanisms: { batching: fact },
  };
}

function factOf(
  facts: FileFacts,
  call: Invocation,
  details: QueryDetails,
  operation: string,
): Fact | undefined {
  if (isPartOfStatement(call)) return undefined;
  for (const iteration of iterationsAround(call)) {
    const fact = factIn(facts, iteration, call, details, operation);
    if (fact) return fact;
  }
  return undefined;
}

const TAKES_STATEMENT =
  /^(?:(?:or|and)?where\w*|(?:or|and)?having\w*|from|\w*join|union\w*|with|(?:not)?exists|(?:not)?inArray)$/i;

/** `exists(db.select()…)`, `.whereIn("id", db.select()…)`: it runs with the statement around it. */
function isPartOfStatement(call: Invocation): boolean {
  const chain = chainEnd(call);
  const { parent } = chain;
  const isArgument = parent?.type === "CallExpression" && parent.callee !== chain;
  return isArgument && TAKES_STATEMENT.test(calleeName(parent.callee) ?? "");
}

function factIn(
  facts: FileFacts,
  iteration: Iteration,
  call: Invocation,
  details: QueryDetails,
  operation: string,
): Fact | undefined {
  const { collection, item, form } = iteration;
  if (!collection || !item || form === "cursor" || form === "step") return undefined;
  const derived = itemVariables(facts, iteration);
  if (!partsOf(call).some((part) => usesAny(facts, part, derived))) return undefined;
  if (givesChunks(facts, collection)) return unknown("it goes through the list in batches");
  const size = collectionSize(facts, collection);
  if (size.state === "small") return unknown(size.detail);
  if (isMeasured(facts, collection)) return unknown("the code looks at how long the list is");
  if (details.isBatchedByLibrary && form === "callback")
    return unknown("the library gathers these reads into one statement");
  if (isLoader(facts, iteration.node)) return unknown("it loads a batch");
  if (leavesEarly(iteration)) return unknown("the loop ends at the first answer that fits");
  if (details.access === "write") {
    if (ROW_BY_ROW.test(operation)) return unknown("each row may get another value");
    if (isAnswerUsed(call)) return unknown("the row it gives is needed");
    if (asksOthers(facts, iteration)) return unknown("each item takes a request of its own anyway");
  }
  if (details.access === "unknown") return unknown("whether it reads or writes can't be read here");
  const what = details.access === "read" ? "reads" : "writes";
  return absent(
    `it ${what} once for each item of \`${shortened(facts.textOf(collection))}\``,
    details.batch ?? "one statement for the whole list",
  );
}

const itemNames = new WeakMap<Node, ReadonlySet<Variable>>();

/** The names that hold an item, or what the loop takes from one; asked for at every call in the loop. */
function itemVariables(facts: FileFacts, { item, body }: Iteration): ReadonlySet<Variable> {
  const known = itemNames.get(body);
  if (known) return known;
  const names = item ? derivedFrom(facts, variablesIn(facts, item), body) : new Set<Variable>();
  itemNames.set(body, names);
  return names;
}

/** What a call is made on and handed, with the rest of its chain: `row.destroy()`, `db.select().where(eq(t.id, id))`. */
function partsOf(call: Invocation): readonly Node[] {
  if (call.type === "TaggedTemplateExpression") return call.quasi.expressions;
  const receiver = call.callee.type === "MemberExpression" ? [chainStart(call.callee)] : [];
  const before = chainBefore(call).flatMap((link) => link.arguments);
  return [
    ...receiver,
    ...before,
    ...call.arguments,
    ...chainAfter(call).flatMap((link) => link.call.arguments),
  ];
}

/** True unless the statement stands for itself, or in a list of promises that is only waited for. */
function isAnswerUsed(call: Node): boolean {
  for (let node = call, parent = call.parent; parent; node = parent, parent = parent.parent) {
    if (parent.type === "ExpressionStatement") return false;
    const passes =
      parent.type === "AwaitExpression" ||
      parent.type === "MemberExpression" ||
      parent.type === "ArrowFunctionExpression" ||
      (parent.type === "CallExpression" && (parent.callee === node || isWaitedFor(parent, node)));
    if (!passes) return true;
  }
  return true;
}

function isWaitedFor(call: TSESTree.CallExpression, argument: Node): boolean {
  return isFunction(argument)
    ? walkedList(call.callee) !== undefined
    : call.callee.type === "MemberExpression" &&
        /^(?:all|allSettled|push)$/.test(staticName(call.callee) ?? "");
}

function asksOthers(facts: FileFacts, { body }: Iteration): boolean {
  return effectsWithin(facts, body).some(
    ({ site }) => site.kind === "outbound-call" || site.kind === "queue-publish",
  );
}

/** The function of a DataLoader gets a batch already (github.com/graphql/dataloader). */
function isLoader(facts: FileFacts, loop: Node): boolean {
  for (let current = loop.parent; current; current = current.parent) {
    if (!isFunction(current)) continue;
    const { parent } = current;
    return (
      parent.type === "NewExpression" &&
      facts.bindings.origin(parent.callee)?.module === "dataloader"
    );
  }
  return false;
}

function leavesEarly({ body, form }: Iteration): boolean {
  if (form !== "loop") return false;
  for (const node of nodesInFunction(body)) {
    if (node.type === "ReturnStatement" || node.type === "BreakStatement") return true;
  }
  return false;
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > 40 ? `${line.slice(0, 37)}...` : line;
}
