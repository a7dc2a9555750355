import type { TSESTree } from "@typescript-eslint/types";
import { GLOBAL } from "../bindings/origin.js";
import { soleValue } from "../bindings/variables.js";
import type { FileFacts } from "../file-facts.js";
import { isTidyingUp } from "../flow/clean-up.js";
import { placedNodes } from "../flow/exposed.js";
import { nodesInFunction } from "../flow/walk.js";
import { targetOf } from "../modules/follow-origin.js";
import { packageBehind } from "../modules/package-behind.js";
import type { LocatedFunction } from "../modules/target.js";
import {
  bare,
  isGlobal,
  isPromiseType,
  ofCombination,
  ofContinuation,
  ofExecutor,
  worst,
  type Ask,
  type Settlement,
} from "./promise-forms.js";
import type { FunctionNode, Node } from "../source.js";

/** How many functions deep promises are followed. */
const MAX_DEPTH = 6;

/** What one answer goes through. */
interface Inquiry {
  readonly active: Set<FunctionNode>;
  isWhole: boolean;
}

/** An answer, with the round it holds for. */
interface Answer {
  readonly round: number;
  readonly settlement: Settlement | undefined;
}

const answers = new WeakMap<FunctionNode, Answer>();

/** What is known of the promise that an expression gives; undefined where it may be none. */
export function settlementOf(facts: FileFacts, expression: Node): Settlement | undefined {
  return ofExpression(facts, expression, newInquiry());
}

/** The same for the promise that a function returns. */
export function settlementOfFunction(located: LocatedFunction): Settlement | undefined {
  return ofFunction(located, newInquiry());
}

function newInquiry(): Inquiry {
  return { active: new Set(), isWhole: true };
}

function ofFunction(located: LocatedFunction, inquiry: Inquiry): Settlement | undefined {
  const { node, facts } = located;
  if (node.generator) return undefined;
  const known = answers.get(node);
  if (known?.round === facts.project.round) return known.settlement;
  // What calls itself is as good as the rest of it.
  if (inquiry.active.has(node)) {
    inquiry.isWhole = false;
    return node.async ? "settles" : undefined;
  }
  if (inquiry.active.size >= MAX_DEPTH) {
    inquiry.isWhole = false;
    return node.async ? "open" : undefined;
  }
  inquiry.active.add(node);
  const settlement = node.async ? ofAsyncBody(located, inquiry) : ofReturns(located, inquiry);
  inquiry.active.delete(node);
  if (inquiry.isWhole || inquiry.active.size === 0)
    answers.set(node, { round: facts.project.round, settlement });
  return settlement;
}

function ofAsyncBody({ node, facts }: LocatedFunction, inquiry: Inquiry): Settlement {
  if (node.body.type !== "BlockStatement") return ofAwaited(facts, node.body, inquiry);
  const found: (Settlement | undefined)[] = [];
  for (const { node: part, isCaught } of placedNodes(node.body)) {
    if (part.type === "ReturnStatement" && part.argument)
      found.push(ofExpression(facts, part.argument, inquiry));
    if (isCaught || isTidyingUp(part)) continue;
    if (part.type === "ThrowStatement") found.push("rejects");
    if (part.type === "AwaitExpression") found.push(ofAwaited(facts, part.argument, inquiry));
    if (part.type === "ForOfStatement" && part.await) found.push("open");
    if (found.includes("rejects")) return "rejects";
  }
  return worst(found) ?? "settles";
}

/** What is waited for is a promise, whatever it is; one of a package may fail. */
function ofAwaited(facts: FileFacts, argument: Node, inquiry: Inquiry): Settlement {
  const known = ofExpression(facts, argument, inquiry);
  if (known) return known;
  const call = bare(argument);
  if (call.type !== "CallExpression") return isPlain(call) ? "settles" : "open";
  return ofPackage(facts, call.callee) ?? "open";
}

function isPlain({ type }: Node): boolean {
  return type === "Literal" || type === "TemplateLiteral" || type === "ImportExpression";
}

function ofReturns({ node, facts }: LocatedFunction, inquiry: Inquiry): Settlement | undefined {
  const values =
    node.body.type === "BlockStatement"
      ? nodesInFunction(node.body).flatMap((part) =>
          part.type === "ReturnStatement" && part.argument ? [part.argument] : [],
        )
      : [node.body];
  const known = worst(values.map((value) => ofExpression(facts, value, inquiry)));
  return known ?? (isPromiseType(node.returnType?.typeAnnotation) ? "open" : undefined);
}

function ofExpression(
  facts: FileFacts,
  expression: Node,
  inquiry: Inquiry,
): Settlement | undefined {
  const node = bare(expression);
  switch (node.type) {
    case "CallExpression":
      return ofCall(facts, node, inquiry);
    case "NewExpression":
      return isGlobal(facts, node.callee, "Promise") ? ofExecutor(facts, node) : undefined;
    case "TaggedTemplateExpression":
      return facts.project.calls.givesPromise(facts, node) ? "rejects" : undefined;
    case "ConditionalExpression":
      return worst([
        ofExpression(facts, node.consequent, inquiry),
        ofExpression(facts, node.alternate, inquiry),
      ]);
    case "LogicalExpression":
      return ofExpression(facts, node.right, inquiry);
    case "Identifier": {
      const variable = facts.bindings.variables.of(node);
      const value = variable && soleValue(variable);
      return value && bare(value).type !== "Identifier"
        ? ofExpression(facts, value, inquiry)
        : undefined;
    }
    default:
      return undefined;
  }
}

function ofCall(
  facts: FileFacts,
  call: TSESTree.CallExpression,
  inquiry: Inquiry,
): Settlement | undefined {
  if (facts.project.calls.givesPromise(facts, call)) return "rejects";
  const target = targetOf(facts, call.callee);
  if (target?.kind === "function") return ofFunction(target, inquiry);
  if (target?.kind === "signature") return isPromiseType(target.returns) ? "open" : undefined;
  const ask: Ask = {
    expression: (node) => ofExpression(facts, node, inquiry),
    function: (located) => ofFunction(located, inquiry),
  };
  return ofCombination(facts, call, ask) ?? ofContinuation(facts, call, ask);
}

/**
 * Timers fire; `graphql-subscriptions` hands messages out in this process; what `neverthrow` gives
 * settles with an error as its value.
 */
const NEVER_FAILS = /^(?:node:timers(?:\/promises)?|delay|graphql-subscriptions|neverthrow)$/;

function ofPackage(facts: FileFacts, callee: Node): Settlement | undefined {
  const origin = packageBehind(facts, facts.bindings.origin(callee));
  if (!origin || origin.module === GLOBAL) return undefined;
  return NEVER_FAILS.test(origin.module) ? "settles" : "trusts";
}
