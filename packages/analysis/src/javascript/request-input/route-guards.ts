import type { TSESTree } from "@typescript-eslint/types";
import { methodName, staticName, unwrap } from "../bindings/static-name.js";
import { soleValue } from "../bindings/variables.js";
import type { FileFacts } from "../file-facts.js";
import { chainBefore } from "../flow/call-chain.js";
import { targetOf } from "../modules/follow-origin.js";
import { functionBehind } from "../modules/function-behind.js";
import { isFunction, type Call, type FunctionNode, type Node } from "../source.js";
import type { Purpose } from "./guards.js";
import { nestMayVet } from "./nest-guards.js";
import { registrationsOf, type Registration } from "./registrations.js";
import type { RequestInput } from "./request.js";
import { LOOKS_AT, SCHEMAS } from "./vocabulary.js";

/** What in a package's sources shows that requests are checked against a contract before any handler. */
const BEFORE_ALL =
  /openapi-validator|openapi-backend|oas3?-tools|swagger-tools|swagger-express|\bapp\.use\(\s*(?!mongo)[\w.]*(?:[sS]aniti[sz]|[vV]alidat)/;

/** True where something before the handler may look at what the client sent, or where that can't be known. */
export function isVettedBefore(facts: FileFacts, input: RequestInput, purpose: Purpose): boolean {
  const { function: handler } = input.access;
  if (facts.packageMentions(BEFORE_ALL)) return true;
  if (input.framework === "nest") return nestMayVet(facts, input);
  if (input.framework === "next-route") return isWrappedWithCheck(facts, handler);
  if (input.framework === "next-api" && isDefaultExport(handler)) return false;
  if (listsAround(facts, handler).some((one) => argumentVets(facts, one, input))) return true;
  const registrations = registrationsOf(facts, handler);
  // No middleware is written for the host or path of one handler that it does not name.
  if (registrations === "unknown") return purpose !== "a known value";
  return registrations.some((one) => mayVet(one, input));
}

/** What stands beside a handler in lists of the file: `[validate, handle]`. */
function listsAround(facts: FileFacts, handler: FunctionNode): readonly Node[] {
  const { parent } = handler;
  const name =
    handler.type === "FunctionDeclaration"
      ? handler.id
      : parent.type === "VariableDeclarator"
        ? parent.id
        : undefined;
  const variable = name ? facts.bindings.variables.of(name) : undefined;
  const references = variable?.references.map(({ identifier }) => identifier) ?? [];
  return [handler, ...references].flatMap(({ parent: list }) =>
    list.type === "ArrayExpression" ? besides(list, [handler, ...references]) : [],
  );
}

function besides(list: TSESTree.ArrayExpression, ours: readonly Node[]): readonly Node[] {
  return list.elements.filter(
    (item): item is NonNullable<typeof item> => item !== null && !ours.includes(item),
  );
}

function isDefaultExport(handler: FunctionNode): boolean {
  return handler.parent.type === "ExportDefaultDeclaration";
}

function isWrappedWithCheck(facts: FileFacts, handler: FunctionNode): boolean {
  let { parent }: { parent: Node } = handler;
  for (; parent.type === "CallExpression"; { parent } = parent) {
    if (SCHEMAS.test(facts.textOf(parent.callee))) return true;
    if (parent.arguments.some((one) => one !== handler && SCHEMAS.test(facts.textOf(one))))
      return true;
  }
  return false;
}

function mayVet({ facts, call, handler, isRoute }: Registration, input: RequestInput): boolean {
  const others = call.arguments.filter((argument) => argument !== handler);
  if (!isRoute) {
    // `validated(schema, handler)`; a wrapper that is written for another framework may do anything.
    return (
      SCHEMAS.test(facts.textOf(call.callee)) ||
      others.some((one) => argumentVets(facts, one, input))
    );
  }
  if (isFunction(unwrap(handler)) || handler.type !== "ObjectExpression") {
    if (input.part === "params" && others.some((one) => restrictsPath(facts, one))) return true;
  }
  return (
    [handler, ...others].some((one) => objectVets(one)) ||
    beforeLast(handler).some((one) => argumentVets(facts, one, input)) ||
    others.some((one) => argumentVets(facts, one, input)) ||
    routeVets(facts, call, input) ||
    routerVets(facts, call, input)
  );
}

/** The others of a list that ends with the handler. */
function beforeLast(handler: Node): readonly Node[] {
  const list = unwrap(handler);
  return list.type === "ArrayExpression"
    ? list.elements.slice(0, -1).filter((item) => item !== null)
    : [];
}

/** `"/:id(\\d+)"`. */
function restrictsPath(facts: FileFacts, argument: Node): boolean {
  return argument.type === "Literal" && facts.textOf(argument).includes("(");
}

/** Options of a route that check, or may: `{ schema }` of Fastify, or what is spread into them. */
function objectVets(argument: Node): boolean {
  const options = unwrap(argument);
  if (options.type !== "ObjectExpression") return false;
  return options.properties.some(
    (property) =>
      property.type !== "Property" ||
      /^(?:schema|preValidation|preHandler|preParsing|validate|validat\w*|onRequest)$/.test(
        staticName(property) ?? "schema",
      ),
  );
}

function argumentVets(facts: FileFacts, argument: Node, input: RequestInput): boolean {
  const value = unwrap(argument);
  switch (value.type) {
    case "Literal":
    case "TemplateLiteral":
    case "ObjectExpression":
      return value.type === "ObjectExpression" && objectVets(value);
    case "ArrayExpression":
      return value.elements.some((item) => item !== null && argumentVets(facts, item, input));
    default:
      return SCHEMAS.test(facts.textOf(value)) || middlewareVets(facts, value, input);
  }
}

function middlewareVets(facts: FileFacts, value: Node, { part }: RequestInput): boolean {
  const callee = value.type === "CallExpression" ? value.callee : value;
  const own = functionBehind(facts, callee);
  if (own) {
    const text = own.facts.textOf(own.node);
    return text.includes(part) && LOOKS_AT.test(text);
  }
  const held = callee.type === "Identifier" ? facts.bindings.variables.of(callee) : undefined;
  const list = held && soleValue(held);
  if (list && SCHEMAS.test(facts.textOf(list))) return true;
  const target = targetOf(facts, callee);
  if (target?.kind === "package") return SCHEMAS.test(target.origin.module);
  return target === undefined && !isPath(facts, callee);
}

/** The path of a route, by whatever constant it is given. */
function isPath(facts: FileFacts, node: Node): boolean {
  return /path|route|url|prefix|endpoint/i.test(facts.textOf(node));
}

/** What `router.route(path).all(validate).post(handler)` says before the handler. */
function routeVets(facts: FileFacts, call: Call, input: RequestInput): boolean {
  return chainBefore(call).some(
    (before) =>
      /^(?:all|use|route)$/.test(methodName(before.callee) ?? "") &&
      before.arguments.some((one) => one.type !== "Literal" && argumentVets(facts, one, input)),
  );
}

/** `router.use(validate)` and `router.param("id", …)` in the file of the route. */
function routerVets(facts: FileFacts, call: Call, { part }: RequestInput): boolean {
  return facts.nodes.calls.some((other) => {
    const name = methodName(other.callee) ?? "";
    if (other === call || !/^(?:use|addHook|param)$/.test(name)) return false;
    if (name === "param" && part === "params" && other.arguments.length === 2) return true;
    return other.arguments.some((one) => SCHEMAS.test(facts.textOf(one)));
  });
}
