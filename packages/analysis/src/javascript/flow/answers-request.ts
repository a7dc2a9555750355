import { DefinitionType } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { staticName } from "../bindings/static-name.js";
import { soleDefinition } from "../bindings/variables.js";
import type { FileFacts } from "../file-facts.js";
import { isFunction, type FunctionNode, type Node } from "../source.js";
import { allNodes } from "./walk.js";

/** The first parameter of a function whose second answers: `(req, res) => res.json(…)`. */
export function isHandlersRequest(facts: FileFacts, node: Node): boolean {
  const variable = node.type === "Identifier" ? facts.bindings.variables.of(node) : undefined;
  const definition = variable && soleDefinition(variable);
  if (definition?.type !== DefinitionType.Parameter || !isFunction(definition.node)) return false;
  return definition.node.params[0] === definition.name && answersRequest(facts, definition.node);
}

const known = new WeakMap<FunctionNode, boolean>();

/** True for a function whose second parameter answers a request. */
export function answersRequest(facts: FileFacts, handler: FunctionNode): boolean {
  const [, response] = handler.params;
  if (response?.type !== "Identifier") return false;
  const found = known.get(handler) ?? answers(facts, handler, response);
  known.set(handler, found);
  return found;
}

function answers(facts: FileFacts, handler: FunctionNode, response: TSESTree.Identifier): boolean {
  const variable = facts.bindings.variables.of(response);
  for (const node of allNodes(handler.body)) {
    if (node.type !== "MemberExpression" || node.object.type !== "Identifier") continue;
    if (facts.bindings.variables.of(node.object) !== variable) continue;
    if (ANSWERS.test(staticName(node) ?? "")) return true;
  }
  return false;
}

const ANSWERS = /^(?:status|json|send|end|sendStatus|writeHead|redirect|render|sendFile|download)$/;
