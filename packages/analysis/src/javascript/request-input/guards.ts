import type { TSESTree } from "@typescript-eslint/types";
import { staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { variablesIn } from "../flow/derived-variables.js";
import { allNodes, isWithin } from "../flow/walk.js";
import { isFunction, type Call, type Node } from "../source.js";
import { accessOf, fieldsOf, type Access } from "./access.js";
import { callMayVet, isPassedThrough } from "./vetting-call.js";

/** What is asked of a value before it may be used. */
export type Purpose = "a known value" | "a plain value" | "any check";

interface Question {
  readonly facts: FileFacts;
  readonly access: Access;
  readonly purpose: Purpose;
  readonly sink: Node;
}

/**
 * True where the function that takes a value may look at it by more than whether it is there: in a test, a lookup, a
 * call that is not known to be harmless. What is unclear counts as a look.
 */
export function mayBeVetted(
  facts: FileFacts,
  access: Access,
  purpose: Purpose,
  sink: Node,
): boolean {
  const question = { facts, access, purpose, sink };
  for (const node of allNodes(access.function.body)) {
    if (node.type !== "Identifier" && node.type !== "MemberExpression") continue;
    if (node.parent.type === "MemberExpression" && node.parent.property === node) {
      if (!node.parent.computed) continue;
    }
    // What comes after can't keep it from coming.
    if (node.range[0] > sink.range[1]) break;
    const mentioned = accessOf(facts, node);
    if (!mentioned || !isOfSame(mentioned, access)) continue;
    const isBare = fieldsOf(mentioned.names).length === 0 && access.names.length > 0;
    if (isBare ? isHandedOn(question, node) : isLookedAt(question, node, 0)) return true;
  }
  return false;
}

/** The value itself, something that it is a part of, or a part of it. */
function isOfSame(mentioned: Access, access: Access): boolean {
  if (mentioned.function !== access.function || mentioned.index !== access.index) return false;
  const [ours, theirs] = [fieldsOf(access.names), fieldsOf(mentioned.names)];
  const length = Math.min(ours.length, theirs.length);
  return ours.slice(0, length).every((name, at) => name === theirs[at] || theirs[at] === "*");
}

/** The request as a whole in a call that may look at it: `validationResult(req)`. */
function isHandedOn({ facts, sink }: Question, node: Node): boolean {
  const { parent } = node;
  if (parent?.type !== "CallExpression" && parent?.type !== "NewExpression") return false;
  if (parent.callee === node || isWithin(parent, sink)) return false;
  return callMayVet(facts, parent, "the request");
}

/** How many variables one answer may go through. */
const MAX_DEPTH = 4;

function isLookedAt(question: Question, node: Node, depth: number): boolean {
  let current = node;
  for (let { parent } = node; parent; { parent } = current) {
    if (isFunction(parent) || current === question.sink) return false;
    const answer = lookAt(question, current, parent, depth);
    if (answer === "is looked at") return decides(question, parent);
    if (answer === "is not") return false;
    current = parent;
  }
  return false;
}

/** False for a look in the test of an `if` after which the danger comes whatever it says. */
function decides({ sink, access }: Question, node: Node): boolean {
  for (let current = node; current.parent; current = current.parent) {
    const { parent } = current;
    if (isFunction(parent)) return true;
    if (parent.type !== "IfStatement" || parent.test !== current) continue;
    const { consequent, alternate } = parent;
    return (
      isWithin(sink, parent) ||
      [consequent, alternate].some((branch) => branch && mayLeave(branch)) ||
      !isWithin(parent, access.function)
    );
  }
  return true;
}

/** A branch that ends the function, or hands the request on to what ends it. */
function mayLeave(branch: Node): boolean {
  return allNodes(branch).some(({ type }) => LEAVES.has(type));
}

const LEAVES: ReadonlySet<string> = new Set([
  "ReturnStatement",
  "ThrowStatement",
  "ContinueStatement",
  "BreakStatement",
]);

type Look = "is looked at" | "is not" | "goes on";

function look(isLookedAt: boolean): Look {
  return isLookedAt ? "is looked at" : "is not";
}

function lookAt(question: Question, node: Node, parent: Node, depth: number): Look {
  switch (parent.type) {
    case "IfStatement":
    case "WhileStatement":
      return look(parent.test === node && isEnough(question));
    case "ConditionalExpression":
      return parent.test === node ? look(isEnough(question)) : "goes on";
    case "UnaryExpression":
      return ofUnary(question, parent);
    case "BinaryExpression":
      return ofBinary(question, parent, node);
    case "SwitchStatement":
    case "SwitchCase":
    case "ForOfStatement":
    case "ForInStatement":
      return look("right" in parent ? parent.right === node : true);
    case "MemberExpression":
      return ofMember(parent, node);
    case "CallExpression":
    case "NewExpression":
      return ofCall(question, parent, node);
    case "TaggedTemplateExpression":
      return "is not";
    case "VariableDeclarator":
      return look(parent.init === node && areLookedAt(question, parent.id, depth));
    case "AssignmentExpression":
      return ofAssignment(question, parent, node, depth);
    case "ReturnStatement":
    case "ExpressionStatement":
    case "ThrowStatement":
    case "BlockStatement":
      return "is not";
    default:
      return "goes on";
  }
}

/** Whether a look at whether a value is there will do. */
function isEnough({ purpose }: Question): boolean {
  return purpose === "any check";
}

function ofUnary({ purpose }: Question, { operator }: TSESTree.UnaryExpression): Look {
  if (operator === "!") return purpose === "any check" ? "is looked at" : "goes on";
  if (operator === "typeof") return look(purpose !== "a known value");
  return look(operator === "delete" || operator === "+");
}

function ofBinary(
  { facts, purpose }: Question,
  parent: TSESTree.BinaryExpression,
  node: Node,
): Look {
  if (parent.operator === "+") return "goes on";
  const other = parent.left === node ? parent.right : parent.left;
  const isPresence = /^(?:undefined|null|""|''|void 0)$/.test(facts.textOf(other));
  return look(!isPresence || purpose === "any check");
}

function ofMember(parent: TSESTree.MemberExpression, node: Node): Look {
  if (parent.property === node) return "is looked at";
  const isCalled = parent.parent.type === "CallExpression" && parent.parent.callee === parent;
  const name = staticName(parent) ?? "";
  if (!isCalled) return look(name === "length" || name === "size");
  // What a part of the text is may be told from it.
  return /^(?:trim\w*|to\w+Case|toString|normalize|get|json|text|query|param|header)$/.test(name)
    ? "goes on"
    : "is looked at";
}

function ofCall({ facts, sink }: Question, call: Call, node: Node): Look {
  if (call === sink) return "is not";
  if (call.callee === node) return "goes on";
  if (isPassedThrough(facts, call)) return "goes on";
  return look(callMayVet(facts, call, "a value"));
}

function ofAssignment(
  question: Question,
  parent: TSESTree.AssignmentExpression,
  node: Node,
  depth: number,
): Look {
  if (parent.left === node) {
    const calls = allNodes(parent.right).some(({ type }) => type === "CallExpression");
    return look(calls);
  }
  return look(areLookedAt(question, parent.left, depth));
}

/** True where one of the variables that are made of the value is looked at. */
function areLookedAt(question: Question, pattern: Node, depth: number): boolean {
  if (depth > MAX_DEPTH || pattern.type === "MemberExpression") return false;
  const { facts, access, sink } = question;
  for (const variable of variablesIn(facts, pattern)) {
    for (const reference of variable.references) {
      const { identifier } = reference;
      if (!reference.isRead() || !isWithin(identifier, access.function)) continue;
      if (identifier.range[0] > sink.range[1]) continue;
      // The value itself is looked at where it is mentioned.
      if (accessOf(facts, identifier)) continue;
      if (isLookedAt(question, identifier, depth + 1)) return true;
    }
  }
  return false;
}
