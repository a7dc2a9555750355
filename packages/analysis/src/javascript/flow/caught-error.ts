import { DefinitionType } from "@typescript-eslint/scope-manager";
import { constantOf } from "../bindings/constant.js";
import { staticName, unwrap } from "../bindings/static-name.js";
import { soleDefinition } from "../bindings/variables.js";
import type { FileFacts } from "../file-facts.js";
import { isFunction, type FunctionNode, type Node } from "../source.js";

/** Code that runs because something failed. */
export interface FailureHandler {
  readonly body: Node;
  /** The failure; undefined where the handler does not take it. */
  readonly parameter: Node | undefined;
}

/** The handler around a node, where no other function stands between. */
export function failureHandlerAround(facts: FileFacts, node: Node): FailureHandler | undefined {
  for (let current = node.parent; current; current = current.parent) {
    if (current.type === "CatchClause")
      return { body: current.body, parameter: current.param ?? undefined };
    if (!isFunction(current)) continue;
    return takesFailure(facts, current)
      ? { body: current.body, parameter: current.params[0] }
      : undefined;
  }
  return undefined;
}

/** True for the error of a catch clause, a promise's rejection or an `error` event, by its own name. */
export function isCaughtError(facts: FileFacts, node: Node): boolean {
  const expression = unwrap(node);
  if (expression.type !== "Identifier") return false;
  const variable = facts.bindings.variables.of(expression);
  const definition = variable && soleDefinition(variable);
  if (!definition) return false;
  if (definition.type === DefinitionType.CatchClause)
    return definition.node.param === definition.name;
  if (definition.type !== DefinitionType.Parameter || !isFunction(definition.node)) return false;
  return definition.node.params[0] === definition.name && takesFailure(facts, definition.node);
}

/** `.catch(f)`, `.then(g, f)` and `.on("error", f)`. */
function takesFailure(facts: FileFacts, handler: FunctionNode): boolean {
  const { parent: call } = handler;
  if (call.type !== "CallExpression" || call.callee.type !== "MemberExpression") return false;
  const position = call.arguments.findIndex((argument) => argument === handler);
  switch (staticName(call.callee)) {
    case "catch":
      return position === 0;
    case "then":
      return position === 1;
    case "on":
    case "once": {
      const [event] = call.arguments;
      return position === 1 && !!event && constantOf(facts.bindings, event)?.value === "error";
    }
    default:
      return false;
  }
}
