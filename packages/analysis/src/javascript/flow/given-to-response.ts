import type { Variable } from "@typescript-eslint/scope-manager";
import { DefinitionType } from "@typescript-eslint/scope-manager";
import { GLOBAL } from "../bindings/origin.js";
import { staticName, unwrap } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import type { FunctionNode, Node } from "../source.js";
import { chainStart } from "./call-chain.js";
import { enclosingFunction } from "./enclosing.js";
import { nodesInFunction } from "./walk.js";

/** The methods of a response that send a value: Express, Koa's context, Fastify, Hono, `Response.json`. */
const SENDS = /^(?:json|jsonp|send)$/;

/**
 * The place where a list that a call gives is sent as the answer of a request, whole and in the same
 * function: `res.json(rows)`, `ctx.body = { rows }`, also mapped.
 */
export function givenToResponse(facts: FileFacts, list: Node): Node | undefined {
  const scope = enclosingFunction(list);
  if (!scope) return undefined;
  const lists = new Set<Variable>();
  const isList = (node: Node): boolean => isWhole(facts, node, list, lists);
  for (const node of nodesInFunction(scope.body)) {
    if (node.type === "VariableDeclarator" && node.init && isList(node.init)) {
      const variable = facts.bindings.variables.of(node.id);
      if (variable) lists.add(variable);
    }
    const sent = sentValue(facts, node, scope);
    if (sent && carries(sent, isList)) return node;
  }
  return undefined;
}

/** What a node sends as the answer: the argument of `res.json()`, the right side of `ctx.body =`. */
function sentValue(facts: FileFacts, node: Node, scope: FunctionNode): Node | undefined {
  if (node.type === "AssignmentExpression") {
    const { left, right } = node;
    const isBody = left.type === "MemberExpression" && staticName(left) === "body";
    return isBody && isParameterOf(facts, chainStart(left), scope) ? right : undefined;
  }
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return undefined;
  if (!SENDS.test(staticName(node.callee) ?? "")) return undefined;
  const start = chainStart(node.callee);
  return isParameterOf(facts, start, scope) || isResponse(facts, start)
    ? node.arguments[0]
    : undefined;
}

function isParameterOf(facts: FileFacts, node: Node, scope: FunctionNode): boolean {
  const definition = facts.bindings.variables.of(node)?.defs[0];
  return definition?.type === DefinitionType.Parameter && definition.node === scope;
}

/** `Response.json(rows)`, `NextResponse.json(rows)`. */
function isResponse(facts: FileFacts, node: Node): boolean {
  const origin = facts.bindings.origin(node);
  return (
    (origin?.module === GLOBAL && origin.path === "Response") ||
    (origin?.module === "next/server" && origin.path === "NextResponse")
  );
}

/** True for the list itself, or an object with the list in it. */
function carries(value: Node, isList: (node: Node) => boolean): boolean {
  const node = unwrap(value);
  if (isList(node)) return true;
  return (
    node.type === "ObjectExpression" &&
    node.properties.some(
      (property) => property.type === "Property" && carries(property.value, isList),
    )
  );
}

/** Methods that give a list as long as the one they are called on. */
const KEEPS_LENGTH = /^(?:map|toSorted|sort|reverse|toReversed)$/;

function isWhole(facts: FileFacts, value: Node, list: Node, lists: ReadonlySet<Variable>): boolean {
  const node = unwrap(value);
  if (node === list) return true;
  const again = (inner: Node): boolean => isWhole(facts, inner, list, lists);
  switch (node.type) {
    case "AwaitExpression":
      return again(node.argument);
    case "Identifier": {
      const variable = facts.bindings.variables.of(node);
      return variable !== undefined && lists.has(variable);
    }
    case "CallExpression":
      return (
        node.callee.type === "MemberExpression" &&
        KEEPS_LENGTH.test(staticName(node.callee) ?? "") &&
        again(node.callee.object)
      );
    default:
      return false;
  }
}
