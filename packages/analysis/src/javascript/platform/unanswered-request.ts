import { absent } from "@faultline/contract";
import type { TSESTree } from "@typescript-eslint/types";
import { methodName, staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { entryPointOf } from "../flow/entry-point.js";
import { enclosingFunction } from "../flow/enclosing.js";
import { shortText } from "../flow/short-text.js";
import { usesOfFunction } from "../flow/value-uses.js";
import { isWithin } from "../flow/walk.js";
import { asyncWork } from "../kinds/async-work.js";
import type { DraftOf } from "../recogniser.js";
import type { Call, FunctionNode, Node } from "../source.js";

/** Request handlers that answer only inside a last `if` without `else`. */
export function unansweredRequests(facts: FileFacts): readonly DraftOf<"async-work">[] {
  return facts.nodes.conditions.flatMap((condition) => {
    const handler = enclosingFunction(condition);
    if (!handler || condition.alternate || !isAllThatAnswers(facts, condition, handler)) return [];
    if (!isHandler(facts, handler)) return [];
    const test = shortText(facts, condition.test);
    const fact = absent(
      `where \`${test}\` is not so, the handler ends and has answered nothing`,
      "add the `else`: a status that says why, such as 404",
    );
    return [asyncWork("unanswered", { node: condition.test, extent: condition }, fact)];
  });
}

/** A function of two parameters, which can't pass the request on, that is handed over and never called here. */
function isHandler(facts: FileFacts, handler: FunctionNode): boolean {
  const uses = usesOfFunction(facts, handler);
  const isRegistered =
    uses.some(({ kind }) => kind === "handed") &&
    uses.every((use) => use.kind !== "called" && !(use.kind === "handed" && listens(use.call)));
  return isRegistered && entryPointOf(facts, handler.body) === "request";
}

/** One of several listeners may leave the answer to the others. */
function listens({ callee }: Call): boolean {
  const name = methodName(callee);
  return /^(?:on|once|addListener|prependListener|addEventListener)$/.test(name ?? "");
}

function isAllThatAnswers(
  facts: FileFacts,
  condition: TSESTree.IfStatement,
  handler: FunctionNode,
): boolean {
  const [request, response, ...others] = handler.params;
  if (request?.type !== "Identifier" || response?.type !== "Identifier" || others.length > 0)
    return false;
  if (!isLast(condition, handler)) return false;
  const answers = facts.bindings.variables.of(response)?.references ?? [];
  const asked = facts.bindings.variables.of(request)?.references ?? [];
  return (
    answers.some(({ identifier }) => isAnswer(identifier)) &&
    answers.every(
      ({ identifier }) =>
        isWithin(identifier, condition.consequent) || isInCatch(identifier, condition),
    ) &&
    asked.every(
      ({ identifier }) => isWithin(identifier, condition.consequent) || isOnlyRead(identifier),
    )
  );
}

/** True where the handler ends after the condition, also as the last of a `try`. */
function isLast(statement: Node, handler: FunctionNode): boolean {
  const block = statement.parent;
  if (block?.type !== "BlockStatement" || block.body.at(-1) !== statement) return false;
  if (block === handler.body) return true;
  const { parent } = block;
  return parent.type === "TryStatement" && parent.block === block && !parent.finalizer
    ? isLast(parent, handler)
    : false;
}

/** True in the `catch` of a `try` around the condition. */
function isInCatch(identifier: Node, condition: Node): boolean {
  for (let current = condition.parent; current; current = current.parent) {
    if (current.type === "TryStatement" && current.handler && isWithin(identifier, current.handler))
      return true;
  }
  return false;
}

/** `response.json(…)` and its kin. */
function isAnswer({ parent }: Node): boolean {
  return (
    parent?.type === "MemberExpression" &&
    /^(?:json|jsonp|send|end|status|sendStatus|sendFile|redirect|render|download|writeHead)$/.test(
      staticName(parent) ?? "",
    )
  );
}

/** A member of the request; the whole of it, `request.res` and `request.next` can answer. */
function isOnlyRead({ parent }: Node): boolean {
  if (parent?.type === "VariableDeclarator") return parent.id.type === "ObjectPattern";
  return parent?.type === "MemberExpression" && !/^(?:res|next)$/.test(staticName(parent) ?? "res");
}
