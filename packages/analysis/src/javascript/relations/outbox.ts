import type { Variable } from "@typescript-eslint/scope-manager";
import { absent } from "@faultline/contract";
import type { FileFacts } from "../file-facts.js";
import { derivedFrom, variablesIn } from "../flow/derived-variables.js";
import { enclosingFunction } from "../flow/enclosing.js";
import { entryPointOf } from "../flow/entry-point.js";
import { goesBefore } from "../flow/goes-before.js";
import { resultName } from "../flow/result-name.js";
import { isWithin } from "../flow/walk.js";
import type { DraftOf, SiteDraft } from "../recogniser.js";
import type { Relations } from "../relation.js";
import { isFunction, type Node } from "../source.js";
import { effectsWithin } from "../summaries/effects.js";
import { isStatement, type Statement } from "./statements.js";

/** Queues that keep their jobs in the database, where one transaction can hold both. */
const IN_DATABASE = /^(?:pg-boss|graphile-worker)$/;

type Message = DraftOf<"queue-publish">;

/**
 * A message about rows that the same function has just written: when the process or the broker fails
 * between the two, the rows are there and nobody hears of them.
 */
export function outbox(facts: FileFacts, drafts: readonly SiteDraft[]): Relations {
  const writes = drafts.filter(isStatement).filter(({ details }) => details.access === "write");
  return {
    statements: drafts.flatMap((draft) => {
      if (draft.kind !== "queue-publish" || IN_DATABASE.test(draft.library)) return [];
      const write = writes.find((one) => isAbout(facts, draft, one));
      if (!write || isMadeGood(facts, draft) || isRelay(facts, draft)) return [];
      const fact = absent(
        `\`${facts.textOf(draft.node)}\` sends a message about what \`${facts.textOf(write.node)}\` has written, and either can happen without the other`,
        "write the message to an outbox table in the same transaction, and send it from there",
      );
      return [{ about: draft, mechanism: "outbox", fact } as const];
    }),
  };
}

/** The write comes first on every way to the message, and the message carries something of it. */
function isAbout(facts: FileFacts, message: Message, write: Statement): boolean {
  const scope = outermost(message.node);
  if (!scope || !goesBefore(facts, write.details.statement, message.node)) return false;
  const result = resultName(write.details.statement);
  const written = new Set([
    ...localsOf(facts, argumentsOf(write.details.statement)),
    ...(result ? variablesIn(facts, result) : []),
  ]);
  const carried = localsOf(facts, argumentsOf(message.extent));
  const derived = derivedFrom(facts, written, scope.body);
  return [...carried].some((variable) => derived.has(variable));
}

function argumentsOf(call: SiteDraft["extent"]): readonly Node[] {
  if (call === undefined || call === "none") return [];
  if (call.type === "TaggedTemplateExpression") return call.quasi.expressions;
  return call.type === "CallExpression" ? call.arguments : [];
}

/** The variables of functions that expressions use; what a module declares is the same for every row. */
function localsOf(facts: FileFacts, nodes: readonly Node[]): readonly Variable[] {
  return nodes
    .flatMap((node) => [...variablesIn(facts, node)])
    .filter(({ scope }) => scope.type !== "module" && scope.type !== "global");
}

/** The outermost function around a node. */
function outermost(node: Node): ReturnType<typeof enclosingFunction> {
  let found: ReturnType<typeof enclosingFunction>;
  for (let current = node.parent; current; current = current.parent)
    if (isFunction(current)) found = current;
  return found;
}

/** True where a message that could not be sent makes the rows change again. */
function isMadeGood(facts: FileFacts, { node }: Message): boolean {
  for (let current = node.parent; current && !isFunction(current); current = current.parent) {
    if (current.type !== "TryStatement" || !current.handler || !isWithin(node, current.block))
      continue;
    const mends = effectsWithin(facts, current.handler.body).some(
      ({ site }) => site.kind === "database-query" && site.details?.access === "write",
    );
    if (mends) return true;
  }
  return false;
}

/** What the clock runs comes again, and may itself be what sends from an outbox. */
function isRelay(facts: FileFacts, { node }: Message): boolean {
  return entryPointOf(facts, node) === "timer";
}
