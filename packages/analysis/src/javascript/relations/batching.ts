import { absent, unknown, type Fact } from "@faultline/contract";
import type { TSESTree } from "@typescript-eslint/types";
import type { QueryDetails } from "../details.js";
import type { FileFacts } from "../file-facts.js";
import { givesChunks } from "../flow/chunks.js";
import { collectionSize } from "../flow/collection-size.js";
import { derivedFrom, usesAny, variablesIn } from "../flow/derived-variables.js";
import { iterationsAround, type Iteration } from "../flow/iteration.js";
import { enclosingFunction } from "../flow/enclosing.js";
import { nodesInFunction } from "../flow/walk.js";
import { functionBehind } from "../modules/function-behind.js";
import type { DraftOf, SiteDraft } from "../recogniser.js";
import type { Relations } from "../relation.js";
import { isFunction, type Invocation, type Node } from "../source.js";
import { effectsOf, type Effect } from "../summaries/effects.js";

/** Statements that change rows one by one because each row gets something else. */
const ROW_BY_ROW = /^(?:update|upsert|save|patch|increment|decrement|findOneAnd|findByIdAnd|set)/i;

/** Whether a query runs once for each item of a collection, where one query could ask for all of them. */
export function batching(facts: FileFacts, drafts: readonly SiteDraft[]): Relations {
  const statements = drafts.flatMap((draft) => {
    if (draft.kind !== "database-query" || !draft.details) return [];
    const fact = factOf(facts, draft.details.statement, draft.details, draft.operation);
    return fact ? [{ about: draft, mechanism: "batching", fact } as const] : [];
  });
  return { statements, drafts: indirectCalls(facts) };
}

/** Calls of the project's own functions that query, once for each item. */
function indirectCalls(facts: FileFacts): readonly DraftOf<"indirect-call">[] {
  return facts.nodes.calls.flatMap((call) => {
    if (call.type !== "CallExpression" || facts.draftOf(call)) return [];
    if ([...iterationsAround(call)].length === 0) return [];
    const effect = queryBehind(facts, call);
    const details = effect?.site.details;
    const fact = details && factOf(facts, call, details, effect.site.operation);
    return fact ? [indirectCall(facts, call, effect, fact)] : [];
  });
}

interface QueryEffect extends Effect {
  readonly site: DraftOf<"database-query">;
}

/** A query of a called function that depends on what the function was given. */
function queryBehind(facts: FileFacts, call: TSESTree.CallExpression): QueryEffect | undefined {
  const callee = functionBehind(facts, call.callee);
  if (!callee || callee.node.params.length === 0) return undefined;
  return effectsOf(callee).find(
    (effect): effect is QueryEffect =>
      effect.site.kind === "database-query" &&
      effect.site.details !== undefined &&
      dependsOnParameter(effect.site.details, effect.facts),
  );
}

function dependsOnParameter({ statement }: QueryDetails, facts: FileFacts): boolean {
  const owner = enclosingFunction(statement);
  if (!owner) return false;
  const parameters = new Set(owner.params.flatMap((given) => [...variablesIn(facts, given)]));
  return usesAny(facts, statement, derivedFrom(facts, parameters, owner.body));
}

function indirectCall(
  facts: FileFacts,
  call: TSESTree.CallExpression,
  { site }: QueryEffect,
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
  for (const iteration of iterationsAround(call)) {
    const fact = factIn(facts, iteration, call, details, operation);
    if (fact) return fact;
  }
  return undefined;
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
  const derived = derivedFrom(facts, variablesIn(facts, item), iteration.body);
  if (!argumentsOf(call).some((argument) => usesAny(facts, argument, derived))) return undefined;
  if (givesChunks(facts, collection)) return unknown("it goes through the list in batches");
  const size = collectionSize(facts, collection);
  if (size.state === "small") return unknown(size.detail);
  if (details.isBatchedByLibrary && form === "callback")
    return unknown("the library gathers these reads into one statement");
  if (isLoader(facts, iteration.node)) return unknown("it loads a batch");
  if (leavesEarly(iteration)) return unknown("the loop ends at the first answer that fits");
  if (details.access === "write" && ROW_BY_ROW.test(operation))
    return unknown("each row may get another value");
  if (details.access === "unknown") return unknown("whether it reads or writes can't be read here");
  const what = details.access === "read" ? "reads" : "writes";
  return absent(
    `it ${what} once for each item of \`${shortened(facts.textOf(collection))}\``,
    details.batch ?? "one statement for the whole list",
  );
}

function argumentsOf(call: Invocation): readonly Node[] {
  if (call.type === "TaggedTemplateExpression") return call.quasi.expressions;
  // The rest of a builder's chain belongs to the statement: `db.select().from(t).where(eq(t.id, id))`.
  const links: Node[] = [...call.arguments];
  for (let current: Node = call; ;) {
    const member: Node = current.parent;
    if (member.type !== "MemberExpression" || member.object !== current) return links;
    const next: Node = member.parent;
    if (next.type !== "CallExpression" || next.callee !== member) return links;
    links.push(...next.arguments);
    current = next;
  }
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
