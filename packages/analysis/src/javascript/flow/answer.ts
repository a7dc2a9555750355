import { DefinitionType, type Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { constantOf } from "../bindings/constant.js";
import { GLOBAL } from "../bindings/origin.js";
import { staticName, unwrap } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { isFunction, type FunctionNode, type Node } from "../source.js";
import { chainStart } from "./call-chain.js";

/** The status that an answer says; `unsaid` leaves what the framework begins with, which is 200. */
export type SaidStatus = number | "unsaid" | "unknown";

/** A place that answers a request with a body. */
export interface Answer {
  /** Where a finding is placed: `json` of `res.json(…)`. */
  readonly at: Node;
  readonly body: Node;
  readonly status: SaidStatus;
  /** The function whose parameter the response is; undefined for a response that is made on the spot. */
  readonly handler: FunctionNode | undefined;
  /** The response, or the context that stands for it. */
  readonly response: Variable | undefined;
  /** How the same answer says a status. */
  readonly remedy: string;
}

/** The body and status of a call that answers a request: `res.status(200).json(body)`, `c.json(body, 200)`, `Response.json(body)`. */
export function answerOf(facts: FileFacts, node: Node): Answer | undefined {
  if (node.type === "AssignmentExpression") return assignedAnswer(facts, node);
  if (node.type === "NewExpression") return madeAnswer(facts, node, node.callee);
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return undefined;
  const name = staticName(node.callee) ?? "";
  if (!/^(?:json|jsonp|send|text)$/.test(name)) return undefined;
  const start = chainStart(node.callee);
  if (isResponse(facts, start) && node.callee.object === start)
    return name === "json" ? madeAnswer(facts, node, node.callee.property) : undefined;
  const held = parameterBehind(facts, start);
  if (!held) return undefined;
  return isContext(held)
    ? contextAnswer(facts, node, node.callee, held)
    : chainedAnswer(facts, node, node.callee, held);
}

interface Held {
  readonly variable: Variable;
  readonly handler: FunctionNode;
  readonly index: number;
}

function parameterBehind(facts: FileFacts, start: Node): Held | undefined {
  const variable = facts.bindings.variables.of(start);
  const definition = variable?.defs[0];
  if (definition?.type !== DefinitionType.Parameter || !isFunction(definition.node))
    return undefined;
  const { node: handler, name } = definition;
  const index = handler.params.findIndex((parameter) => parameter === name);
  return variable && index >= 0 ? { variable, handler, index } : undefined;
}

/** One parameter that is both request and response comes first, or after the error; Nest's may come anywhere. */
function isContext({ handler, index }: Held): boolean {
  const parameter = handler.params[index];
  if (parameter?.type === "Identifier" && parameter.decorators.length > 0) return false;
  if (index === 0) return true;
  const { parent } = handler;
  const isLast = index === 1 && handler.params.length === 2;
  return (
    isLast &&
    parent.type === "CallExpression" &&
    parent.callee.type === "MemberExpression" &&
    staticName(parent.callee) === "onError"
  );
}

/** `ctx.body = …`, whose status is assigned beside it. */
function assignedAnswer(
  facts: FileFacts,
  { left, right }: TSESTree.AssignmentExpression,
): Answer | undefined {
  if (left.type !== "MemberExpression" || staticName(left) !== "body") return undefined;
  const { object } = left;
  const isInner = object.type === "MemberExpression" && staticName(object) === "response";
  const start = isInner ? object.object : object;
  const held = parameterBehind(facts, start);
  if (held?.index !== 0) return undefined;
  return {
    at: left,
    body: right,
    status: "unsaid",
    handler: held.handler,
    response: held.variable,
    remedy: `${facts.textOf(start)}.status = 500`,
  };
}

/** `Response.json(body, { status })`, `new NextResponse(body, { status })`. */
function madeAnswer(
  facts: FileFacts,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  at: Node,
): Answer | undefined {
  const [body, init] = call.arguments;
  if (!body || body.type === "SpreadElement") return undefined;
  if (call.type === "NewExpression" && !isResponse(facts, call.callee)) return undefined;
  const status = statusIn(facts, init);
  const remedy = `${facts.textOf(call.callee)}(…, { status: 500 })`;
  return { at, body, status, handler: undefined, response: undefined, remedy };
}

/** The status of `{ status: 404, headers }`. */
function statusIn(facts: FileFacts, init: Node | undefined): SaidStatus {
  if (!init) return "unsaid";
  const options = unwrap(init);
  if (options.type !== "ObjectExpression") return "unknown";
  if (options.properties.some(({ type }) => type === "SpreadElement")) return "unknown";
  const value = facts.bindings.propertyOf(options, "status");
  return value ? statusOf(facts, value) : "unsaid";
}

function statusOf(facts: FileFacts, value: Node): SaidStatus {
  const constant = constantOf(facts.bindings, value)?.value;
  return typeof constant === "number" ? constant : statusNamed(value);
}

/** `HttpStatus.OK`, `StatusCodes.OK`: what all collections of names call it. */
function statusNamed(value: Node): SaidStatus {
  const node = unwrap(value);
  const name = node.type === "MemberExpression" ? staticName(node) : undefined;
  return name === "OK" || name === "CREATED" ? (name === "OK" ? 200 : 201) : "unknown";
}

/** `c.json(body, 400)`, which answers only where it is returned. */
function contextAnswer(
  facts: FileFacts,
  call: TSESTree.CallExpression,
  callee: TSESTree.MemberExpression,
  { variable, handler }: Held,
): Answer | undefined {
  const [body, status] = call.arguments;
  const isReturned = call.parent.type === "ReturnStatement" || call.parent === handler;
  if (!body || !isReturned || callee.object.type !== "Identifier") return undefined;
  const said = status ? saidByContext(facts, status) : "unsaid";
  const remedy = `${facts.textOf(callee)}(…, 500)`;
  return { at: callee.property, body, status: said, handler, response: variable, remedy };
}

function saidByContext(facts: FileFacts, status: Node): SaidStatus {
  return unwrap(status).type === "ObjectExpression"
    ? statusIn(facts, status)
    : statusOf(facts, status);
}

/** Links of a chain that leave the status as it is. */
const NEUTRAL = /^(?:set|header|headers|setHeader|type|contentType|cookie|clearCookie|vary)$/;

/** `res.status(200).set(…).json(body)`, `reply.code(200).send(body)`. */
function chainedAnswer(
  facts: FileFacts,
  call: TSESTree.CallExpression,
  callee: TSESTree.MemberExpression,
  { variable, handler }: Held,
): Answer | undefined {
  const [body, second] = call.arguments;
  if (!body || second) return undefined;
  let status: SaidStatus = "unsaid";
  let current = unwrap(callee.object);
  while (current.type === "CallExpression" && current.callee.type === "MemberExpression") {
    const name = staticName(current.callee) ?? "";
    const [given] = current.arguments;
    if (/^(?:status|code)$/.test(name))
      status = status === "unsaid" && given ? statusOf(facts, given) : "unknown";
    else if (!NEUTRAL.test(name)) return undefined;
    current = unwrap(current.callee.object);
  }
  if (current.type !== "Identifier") return undefined;
  const method = facts.text.mentions(/\bFastify/) ? "code" : "status";
  const remedy = `${current.name}.${method}(500).${staticName(callee) ?? "json"}(…)`;
  return { at: callee.property, body, status, handler, response: variable, remedy };
}

/** `Response` of the platform, and Next's. */
function isResponse(facts: FileFacts, node: Node): boolean {
  const origin = facts.bindings.origin(node);
  return (
    (origin?.module === GLOBAL && origin.path === "Response") ||
    (origin?.module === "next/server" && origin.path === "NextResponse")
  );
}
