import type { TSESTree } from "@typescript-eslint/types";
import { staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { exportedName } from "../modules/exports.js";
import { isFunction, type Call, type Node } from "../source.js";
import { enclosingFunction } from "./enclosing.js";
import {
  assignedPlaces,
  declaredPlaces,
  exported,
  fieldPlaces,
  namedPlaces,
  typedPlaces,
} from "./named-places.js";
import { CALL, LOST, NEW, type Next, type Place } from "./place.js";

/** Where the value that stands at a place goes from there. */
export function nextPlaces(facts: FileFacts, { node, way }: Place): readonly Next[] {
  const { parent } = node;
  if (!parent) return [];
  switch (parent.type) {
    case "CallExpression":
    case "NewExpression":
      return ofCall(parent, node, way);
    case "MemberExpression":
      return parent.object === node ? ofMember(parent, way) : [];
    case "Property":
      return parent.value === node
        ? [{ kind: "place", node: parent.parent, way: [staticName(parent) ?? "computed", ...way] }]
        : [];
    // A spread has what it spreads, under the same names.
    case "ObjectExpression":
      return [{ kind: "place", node: parent, way }];
    case "VariableDeclarator":
      return parent.init === node ? declaredPlaces(facts, parent, way) : [];
    case "AssignmentExpression":
      return parent.right === node ? assignedPlaces(facts, parent.left, way) : [];
    case "MethodDefinition":
    case "PropertyDefinition":
      return parent.value === node ? fieldPlaces(facts, parent, way) : [];
    case "ExportDefaultDeclaration":
    case "TSExportAssignment":
      return [exported("default", way)];
    case "ExportSpecifier":
      return [exported(exportedName(parent.exported), way)];
    case "TSTypeReference":
      return way[0] === NEW ? typedPlaces(facts, parent, way.slice(1)) : [];
    case "ExpressionStatement":
      return [];
    default:
      return passedOn(facts, parent, node, way);
  }
}

const PASSES_ON: ReadonlySet<string> = new Set([
  "TSAsExpression",
  "TSSatisfiesExpression",
  "TSNonNullExpression",
  "ChainExpression",
  "AwaitExpression",
  "LogicalExpression",
  "ConditionalExpression",
  "ArrayExpression",
  "SpreadElement",
]);

function passedOn(
  facts: FileFacts,
  parent: Node,
  node: Node,
  way: readonly string[],
): readonly Next[] {
  if (PASSES_ON.has(parent.type)) return [{ kind: "place", node: parent, way }];
  const isReturned =
    parent.type === "ReturnStatement" ||
    (parent.type === "ArrowFunctionExpression" && parent.body === node);
  const maker = isFunction(parent) ? parent : enclosingFunction(parent);
  if (!isReturned || !maker) return [LOST];
  const made = [CALL, ...way];
  return maker.type === "FunctionDeclaration"
    ? namedPlaces(facts, maker, maker.id, made)
    : [{ kind: "place", node: maker, way: made }];
}

function ofCall(call: Call, node: Node, way: readonly string[]): readonly Next[] {
  const [step, ...rest] = way;
  if (call.callee !== node) return [{ kind: "handed", call, argument: node }];
  if (step === undefined) return [{ kind: "called", call }];
  if (step !== (call.type === "NewExpression" ? NEW : CALL)) return [];
  return rest[0] === "constructor"
    ? [{ kind: "called", call }]
    : [{ kind: "place", node: call, way: rest }];
}

function ofMember(member: TSESTree.MemberExpression, way: readonly string[]): readonly Next[] {
  const name = staticName(member);
  if (name === undefined) return [LOST];
  if (name === way[0]) return [{ kind: "place", node: member, way: way.slice(1) }];
  const call = member.parent.type === "CallExpression" ? member.parent : undefined;
  if (way.length > 0 || call?.callee !== member) return [];
  // `handler.bind(this)` is the handler; `call` and `apply` run it.
  return name === "bind" ? [{ kind: "place", node: call, way }] : [{ kind: "called", call }];
}
