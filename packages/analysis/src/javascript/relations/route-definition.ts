import type { TSESTree } from "@typescript-eslint/types";
import { methodName, staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { functionBehind } from "../modules/function-behind.js";
import type { DraftOf } from "../recogniser.js";
import type { Node } from "../source.js";

/** Where a route is defined, and what runs before its handler. */
export interface RouteDefinition {
  /** The router or controller, the same for each of its routes. */
  readonly owner: unknown;
  /** What may be a guard, or let everyone through. */
  readonly middleware: readonly Node[];
  /** What is one: the arguments of `@UseGuards`. */
  readonly guards: readonly Node[];
  readonly isNest: boolean;
  /** True where something, a guard or not, runs before every route of the router or controller. */
  readonly isGuardedAsWhole: boolean;
}

/** The definition of a route; undefined in a form that is not read. */
export function definitionOf(
  facts: FileFacts,
  { details, library }: DraftOf<"route">,
): RouteDefinition | undefined {
  if (!details) return undefined;
  const { handler } = details;
  const { parent } = handler;
  if (parent?.type === "MethodDefinition") return inController(facts, parent);
  const call = parent?.type === "CallExpression" ? parent : undefined;
  if (!call?.arguments.includes(handler as TSESTree.CallExpressionArgument)) return undefined;
  if (call.callee.type !== "MemberExpression") return undefined;
  const router = rootOf(call.callee);
  if (router?.type !== "Identifier") return undefined;
  const before = call.arguments.slice(0, call.arguments.indexOf(handler as never));
  const owner = facts.bindings.variables.of(router) ?? router.name;
  return {
    owner,
    middleware:
      library === "fastify" ? before.flatMap(hooksIn) : before.filter(mayRun).flatMap(elementsOf),
    guards: [],
    isNest: false,
    isGuardedAsWhole: isChainedToAll(call) || hasUse(facts, owner),
  };
}

/** The object at the start of a chain of calls. */
function rootOf({ object }: TSESTree.MemberExpression): Node | undefined {
  let current: Node = object;
  while (current.type === "CallExpression") {
    if (current.callee.type !== "MemberExpression") return undefined;
    current = current.callee.object;
  }
  return current;
}

/** A path or a name is given as a text, and runs nothing. */
function mayRun(argument: Node): boolean {
  return argument.type !== "Literal" && argument.type !== "TemplateLiteral";
}

function elementsOf(argument: Node): readonly Node[] {
  return argument.type === "ArrayExpression"
    ? argument.elements.filter((element) => element !== null)
    : [argument];
}

const HOOKS = /^(?:onRequest|preParsing|preValidation|preHandler)$/;

function hooksIn(options: Node): readonly Node[] {
  if (!mayRun(options)) return [];
  // Options that are built elsewhere may hold any hook.
  if (options.type !== "ObjectExpression") return [options];
  return options.properties.flatMap((property): readonly Node[] => {
    if (property.type === "SpreadElement") return [property];
    return HOOKS.test(staticName(property) ?? "") ? elementsOf(property.value) : [];
  });
}

/** `router.route("/x").all(guard).post(handler)` runs the first for all that follow. */
function isChainedToAll(call: TSESTree.CallExpression): boolean {
  let current: Node = call;
  while (current.type === "CallExpression" && current.callee.type === "MemberExpression") {
    if (current !== call && /^(?:all|use)$/.test(methodName(current.callee) ?? "")) return true;
    current = current.callee.object;
  }
  return false;
}

/** True where the file hands the router something that runs before its routes. */
function hasUse(facts: FileFacts, owner: unknown): boolean {
  return facts.nodes.calls.some((call) => {
    if (call.type !== "CallExpression" || call.callee.type !== "MemberExpression") return false;
    if (!/^(?:use|addHook|all|param|register)$/.test(staticName(call.callee) ?? "")) return false;
    const { object } = call.callee;
    if (object.type !== "Identifier") return false;
    return (facts.bindings.variables.of(object) ?? object.name) === owner;
  });
}

/** Decorators that say what a route takes and gives, and let everyone in. */
const DESCRIBES =
  /^(?:@nestjs\/(?:common|swagger)|class-validator|class-transformer|@nestjs\/platform-express)$/;

function inController(
  facts: FileFacts,
  method: TSESTree.MethodDefinition,
): RouteDefinition | undefined {
  const owner = method.parent.parent;
  return {
    owner,
    middleware: method.decorators.filter((decorator) => !describes(facts, decorator)),
    guards: method.decorators.flatMap((decorator) => guardsOf(facts, decorator)),
    isNest: true,
    isGuardedAsWhole: owner.decorators.some(
      (decorator) => !describes(facts, decorator) || guardsOf(facts, decorator).length > 0,
    ),
  };
}

function describes(facts: FileFacts, decorator: TSESTree.Decorator): boolean {
  return DESCRIBES.test(facts.bindings.origin(calleeOf(decorator))?.module ?? "");
}

/** What `@UseGuards` is given, or a decorator of the project's own that applies it. */
function guardsOf(facts: FileFacts, decorator: TSESTree.Decorator): readonly Node[] {
  const { expression } = decorator;
  const callee = calleeOf(decorator);
  const origin = facts.bindings.origin(callee);
  if (origin?.module === "@nestjs/common" && origin.path === "UseGuards")
    return expression.type === "CallExpression" ? expression.arguments : [];
  const behind = describes(facts, decorator) ? undefined : functionBehind(facts, callee);
  return behind && /\bUseGuards\(/.test(behind.facts.textOf(behind.node)) ? [expression] : [];
}

function calleeOf({ expression }: TSESTree.Decorator): Node {
  return expression.type === "CallExpression" ? expression.callee : expression;
}
