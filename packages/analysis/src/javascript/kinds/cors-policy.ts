import { absent, present, unknown, type Fact } from "@faultline/contract";
import { constantOf } from "../bindings/constant.js";
import { unwrap } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { asksWhere, isOutsideProduction } from "../flow/asks-where.js";
import { functionBehind } from "../modules/function-behind.js";
import { optionAt } from "../flow/option-at.js";
import { valueAt, valueBehind } from "../flow/value-behind.js";
import { nodesInFunction } from "../flow/walk.js";
import type { LocatedValue } from "../modules/imported-value.js";
import type { DraftOf, LibraryCall } from "../recogniser.js";
import { isFunction, type FunctionNode, type Node } from "../source.js";

/** What a library does where no origin is set. */
export type DefaultOrigin = "any" | "reflected" | "none";

const REMEDY = 'origin: ["https://app.example.com"]';

/** A policy of which sites may read answers, with the place of its options. */
export function corsPolicy(
  call: LibraryCall,
  place: string,
  unset: DefaultOrigin,
): DraftOf<"cors-policy"> | undefined {
  const options = valueAt(call.facts, call.node.arguments, place);
  if (!options) return undefined;
  return {
    kind: "cors-policy",
    library: call.library,
    operation: call.operation,
    node: call.node.callee,
    extent: call.node,
    mechanisms: { "known-origins": factOf(call.facts, options, unset, call.node) },
  };
}

function factOf(facts: FileFacts, options: LocatedValue, unset: DefaultOrigin, node: Node): Fact {
  const credentials = optionAt(options.facts, options.node, "credentials");
  if (credentials.state === "absent") return present("it lets no credentials through");
  const sends = credentials.state === "set" && constantBehind(credentials.value);
  if (sends !== true) return unknown("whether credentials are let through can't be read here");
  if (isOutsideProduction(facts, node)) return unknown("it depends on where the code runs");
  const origin = optionAt(options.facts, options.node, "origin");
  if (origin.state === "set") return originFact(origin.value);
  if (origin.state === "unread" || unset === "none")
    return unknown("the origins can't be read here");
  return unset === "any" ? anyOrigin() : reflected("by default");
}

function constantBehind(value: LocatedValue): unknown {
  const { node, facts } = valueBehind(value.facts, value.node);
  return constantOf(facts.bindings, node)?.value;
}

function originFact(origin: LocatedValue): Fact {
  const { node, facts } = valueBehind(origin.facts, origin.node);
  const constant = constantOf(facts.bindings, node);
  if (constant) {
    if (isOutsideProduction(facts, node)) return unknown("it depends on where the code runs");
    if (constant.value === true) return reflected("as `origin: true` says");
    return constant.value === "*" ? anyOrigin() : present("the origin is named");
  }
  if (node.type === "Literal" && "regex" in node && /^\/(?:\^?\.[*+]\$?)?\/$/.test(node.raw))
    return reflected("as its pattern fits any");
  const decides = isFunction(node) ? { node, facts } : functionBehind(facts, node);
  if (decides && allowsAll(decides.facts, decides.node))
    return reflected("by a function that refuses none");
  if (node.type === "ArrayExpression")
    return node.elements.some(
      (element) => element && constantOf(facts.bindings, element)?.value === "*",
    )
      ? unknown("a list with `*` in it is compared as text")
      : present("the origins are named");
  return unknown("the origins can't be read here");
}

/** `*` together with credentials, which the Fetch standard has browsers refuse. */
export function anyOrigin(remedy: string = REMEDY): Fact {
  return absent(
    "it answers `*` together with credentials, which browsers refuse, so that requests with a cookie fail",
    remedy,
  );
}

export function reflected(how: string): Fact {
  return absent(
    `the origin is sent back ${how}, so that any page that a signed-in user opens can read and do what that user can`,
    REMEDY,
  );
}

/** `(origin, callback) => callback(null, true)` and `(origin) => origin`, without any condition. */
function allowsAll(facts: FileFacts, decide: FunctionNode): boolean {
  const [origin, callback] = decide.params;
  const nodes = nodesInFunction(decide.body);
  const hasCondition = nodes.some(({ type }) =>
    /^(?:IfStatement|ConditionalExpression|SwitchStatement|TryStatement|AwaitExpression)$/.test(
      type,
    ),
  );
  if (hasCondition || asksWhere(facts, decide)) return false;
  const answers = nodes.flatMap((node) => {
    if (
      node.type === "CallExpression" &&
      callback?.type === "Identifier" &&
      node.callee.type === "Identifier" &&
      node.callee.name === callback.name
    )
      return [node.arguments[1]];
    return node.type === "ReturnStatement" && !callback ? [node.argument ?? undefined] : [];
  });
  const all = decide.body.type === "BlockStatement" || callback ? answers : [decide.body];
  return (
    all.length > 0 &&
    all.every((answer) => {
      if (!answer) return false;
      const value = unwrap(answer);
      const given =
        value.type === "LogicalExpression" && value.operator !== "&&" ? unwrap(value.left) : value;
      const isOwn =
        given.type === "Identifier" && origin?.type === "Identifier" && given.name === origin.name;
      return isOwn || constantOf(facts.bindings, value)?.value === true;
    })
  );
}
