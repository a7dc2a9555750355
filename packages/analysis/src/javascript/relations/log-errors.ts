import type { Variable } from "@typescript-eslint/scope-manager";
import { absent, present, unknown } from "@faultline/contract";
import { constantOf } from "../bindings/constant.js";
import { staticName, unwrap } from "../bindings/static-name.js";
import { failureHandlerAround, isCaughtError, type FailureHandler } from "../flow/caught-error.js";
import { consoleExemption, isOfOneEnvironment } from "../flow/console-exemption.js";
import { derivedFrom, usesAny, variablesIn } from "../flow/derived-variables.js";
import { failsOneWay } from "../flow/fails-one-way.js";
import { allNodes, isWithin } from "../flow/walk.js";
import type { FileFacts } from "../file-facts.js";
import type { DraftOf, SiteDraft } from "../recogniser.js";
import type { Relations, Statement } from "../relation.js";
import type { Node } from "../source.js";

const REMEDY = "the error object, not only its message";

/** Whether a line that is logged because something failed holds what failed, whole. */
export function logErrors(facts: FileFacts, drafts: readonly SiteDraft[]): Relations {
  const lines = drafts.filter((draft): draft is DraftOf<"log"> => draft.kind === "log");
  return {
    statements: lines.flatMap((draft) => [
      ...stringified(facts, draft),
      ...(draft.details?.level === "error" ? errorStatements(facts, draft) : []),
    ]),
  };
}

/** `JSON.stringify(error)`: an error's message and stack are not enumerable, so neither is written. */
function stringified(facts: FileFacts, draft: DraftOf<"log">): readonly Statement[] {
  for (const node of draft.details ? allNodes(draft.details.call) : []) {
    if (node.type !== "CallExpression" || facts.textOf(node.callee) !== "JSON.stringify") continue;
    const [value, replacer] = node.arguments;
    if (!value || !isCaughtError(facts, value)) continue;
    if (replacer && facts.textOf(replacer) !== "null") continue;
    return [
      {
        about: draft,
        mechanism: "arguments",
        fact: absent(
          `\`${facts.textOf(node)}\` leaves out the error's message and stack`,
          "the error itself as a field",
        ),
      },
    ];
  }
  return [];
}

function errorStatements(facts: FileFacts, draft: DraftOf<"log">): readonly Statement[] {
  const call = draft.details?.call;
  const isInPlace =
    draft.library === "console"
      ? consoleExemption(facts, draft.node) !== undefined
      : isOfOneEnvironment(facts, draft.node);
  if (isInPlace) return [];
  const handler = call && failureHandlerAround(facts, call);
  if (!handler) return [];
  const state = judge(facts, handler, call.arguments);
  switch (state) {
    case "whole":
      return [{ about: draft, mechanism: "error-object", fact: present("the error is passed on") }];
    case "message":
      return [
        { about: draft, mechanism: "error-object", fact: present("the error's message is logged") },
        {
          about: draft,
          mechanism: "error-stack",
          fact: absent("only the error's message is logged, without its stack and cause", REMEDY),
        },
      ];
    case "none":
      return [
        {
          about: draft,
          mechanism: "error-object",
          fact: absent(
            "the error that was caught is not in the line, nor goes anywhere else",
            REMEDY,
          ),
        },
      ];
    default:
      return [
        { about: draft, mechanism: "error-object", fact: unknown("the error is looked at first") },
      ];
  }
}

type Use = "whole" | "message" | "test" | "none";

/** The most that the handler makes of its error, and whether the line has a part of it. */
function judge(facts: FileFacts, handler: FailureHandler, values: readonly Node[]): Use {
  const { body, parameter } = handler;
  if (isProbe(facts, handler, values)) return "test";
  if (!parameter) return "none";
  const errors = variablesIn(facts, parameter);
  if (unwrapPattern(parameter).type !== "Identifier") return "test";
  const uses = allNodes(body)
    .filter((node) => node.type === "Identifier" && holds(facts, errors, node))
    .map(useOf);
  if (uses.includes("whole")) return "whole";
  const derived = derivedFrom(facts, errors, body);
  if (uses.includes("message")) {
    return values.some((value) => usesAny(facts, value, derived)) ? "message" : "test";
  }
  return uses.length === 0 ? "none" : "test";
}

/**
 * What failed is known without the error: a value that could not be parsed and is logged itself, or
 * nothing but a parser is called, or a function of the project that handles all its errors itself.
 */
function isProbe(facts: FileFacts, { body }: FailureHandler, values: readonly Node[]): boolean {
  const attempt = body.parent?.type === "CatchClause" ? body.parent.parent : undefined;
  if (attempt?.type !== "TryStatement") return false;
  if (failsOneWay(facts, attempt.block)) return true;
  const text = facts.textOf(attempt.block);
  if (!/\bnew URL\(|\bJSON\.parse\(/.test(text) || /\bawait\b/.test(text)) return false;
  return values.some((value) => !constantOf(facts.bindings, value));
}

function unwrapPattern(parameter: Node): Node {
  return parameter.type === "AssignmentPattern" ? parameter.left : parameter;
}

function holds(facts: FileFacts, variables: ReadonlySet<Variable>, node: Node): boolean {
  const variable = facts.bindings.variables.of(node);
  return variable !== undefined && variables.has(variable);
}

/** What one mention of the error takes of it. */
function useOf(identifier: Node): Use {
  let node: Node = identifier;
  while (node.parent && unwrap(node.parent) === unwrap(node) && isWithin(node, node.parent))
    node = node.parent;
  const { parent } = node;
  if (!parent) return "whole";
  if (parent.type === "MemberExpression" && parent.object === node) return memberUse(parent);
  if (parent.type === "TemplateLiteral") return "message";
  if (parent.type === "BinaryExpression") return parent.operator === "+" ? "message" : "test";
  if (parent.type === "CallExpression" && parent.callee.type === "Identifier")
    return parent.callee.name === "String" ? "message" : "whole";
  return "whole";
}

function memberUse(member: Node): Use {
  const name = member.type === "MemberExpression" ? staticName(member) : undefined;
  if (name === "message" || name === "toString") return "message";
  if (name === "stack" || name === undefined) return "whole";
  const { parent } = member;
  const isTested =
    parent?.type === "BinaryExpression" ||
    parent?.type === "IfStatement" ||
    parent?.type === "LogicalExpression" ||
    parent?.type === "SwitchStatement" ||
    parent?.type === "ConditionalExpression";
  return isTested ? "test" : "whole";
}
