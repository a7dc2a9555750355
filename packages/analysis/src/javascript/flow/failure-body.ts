import type { TSESTree } from "@typescript-eslint/types";
import { constantOf } from "../bindings/constant.js";
import { staticName, unwrap } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import type { Node } from "../source.js";
import { allNodes } from "./walk.js";

/** Members by which bodies say that something failed; a body is data, so that names are all there is to go by. */
const FAILURE = /^(?:error|errors|err|error_?(?:message|msg|code|description|details?))$/i;
const OUTCOME = /^(?:success|ok|succeeded|successful|is_?success|result|status)$/i;
const FAILED = /^(?:error|err|fail|failed|failure|ko)$/i;
/** Members that explain a failure and hold no answer. */
const WORDS = /^(?:message|msg|reason|detail|details|description|title|text|info|hint|stack)$/i;
/** Members that are there in every answer. */
const FORM = /^(?:status_?code|code|type|name|request_?id|trace_?id|timestamp|path|data|result)$/i;

const SAYS_FAILURE =
  /\b(?:errors?|fail(?:ed|s|ure)?|invalid|unable|cannot|can't|could ?n[o']t|unexpected|went wrong|denied|unauthori[sz]ed|not found|exception)\b/i;

/** Protocols that tell of errors in the body, under a status of 200. */
const PROTOCOL = /^(?:jsonrpc|rpc|extensions)$/i;

/**
 * True for a body that tells its reader of a failure and holds nothing else: `{ error }`, `{ success: false }`, the
 * caught error, a text that says so.
 */
export function saysFailure(
  facts: FileFacts,
  body: Node,
  isError: (node: Node) => boolean,
): boolean {
  const node = unwrap(body);
  if (isError(chainHead(node))) return true;
  if (node.type === "ObjectExpression") return objectSays(facts, node, isError);
  if (node.type === "CallExpression") {
    const [first] = node.arguments;
    const isText =
      node.callee.type === "MemberExpression" && staticName(node.callee) === "stringify";
    return isText && first !== undefined && saysFailure(facts, first, isError);
  }
  if (isTextual(node)) return SAYS_FAILURE.test(wordsOf(node)) || mentions(node, isError);
  return false;
}

/** `{ error: "Not found" }`: a body that could be nothing but an error's, wherever it is sent. */
export function isErrorBody(facts: FileFacts, body: Node): boolean {
  const node = unwrap(body);
  return (
    node.type === "ObjectExpression" &&
    saysFailure(facts, node, () => false) &&
    node.properties.some(
      (property) =>
        property.type === "Property" &&
        /^errors?$/i.test(staticName(property) ?? "") &&
        /^(?:TemplateLiteral|Literal)$/.test(unwrap(property.value).type) &&
        wordsOf(property.value).length > 1,
    )
  );
}

function objectSays(
  facts: FileFacts,
  { properties }: TSESTree.ObjectExpression,
  isError: (node: Node) => boolean,
): boolean {
  let says = false;
  for (const property of properties) {
    if (property.type === "SpreadElement") return false;
    const name = staticName(property) ?? "";
    const value = unwrap(property.value);
    if (PROTOCOL.test(name)) return false;
    const saying = meaningOf(facts, name, value, isError);
    if (saying === "holds") return false;
    if (saying === "fails") says = true;
  }
  return says;
}

/** What a member of a body says: that something failed, nothing of its own, or that there is an answer. */
function meaningOf(
  facts: FileFacts,
  name: string,
  value: Node,
  isError: (node: Node) => boolean,
): "fails" | "says nothing" | "holds" {
  const constant = constantOf(facts.bindings, value);
  if (constant && !constant.value) {
    const isOutcome = OUTCOME.test(name) && constant.value === false;
    return isOutcome ? "fails" : "says nothing";
  }
  if (FAILURE.test(name)) return "fails";
  if (constant && OUTCOME.test(name))
    return typeof constant.value === "string" && FAILED.test(constant.value)
      ? "fails"
      : "says nothing";
  // A number that says more than the status line does may be taken for it on the way out.
  if (mentions(value, isError)) return "fails";
  if (WORDS.test(name))
    return isTextual(value) && SAYS_FAILURE.test(wordsOf(value)) ? "fails" : "says nothing";
  return constant || FORM.test(name) || isEmpty(value) ? "says nothing" : "holds";
}

function mentions(node: Node, isError: (node: Node) => boolean): boolean {
  return allNodes(node).some(isError);
}

function isTextual({ type }: Node): boolean {
  return /^(?:Literal|TemplateLiteral|BinaryExpression|LogicalExpression)$/.test(type);
}

/** The text of the strings in an expression. */
function wordsOf(node: Node): string {
  return allNodes(node)
    .flatMap((inner) => {
      if (inner.type === "Literal") return typeof inner.value === "string" ? [inner.value] : [];
      return inner.type === "TemplateElement" ? [inner.value.raw] : [];
    })
    .join(" ");
}

function isEmpty(node: Node): boolean {
  if (node.type === "ArrayExpression") return node.elements.length === 0;
  return node.type === "ObjectExpression" && node.properties.length === 0;
}

/** `error` of `error.message` and `error.toString()`. */
function chainHead(node: Node): Node {
  if (node.type === "MemberExpression") return chainHead(unwrap(node.object));
  return node.type === "CallExpression" && node.callee.type === "MemberExpression"
    ? chainHead(node.callee)
    : node;
}
