import { DefinitionType, type Definition } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { GLOBAL } from "../bindings/origin.js";
import { soleReturn } from "../bindings/sole-return.js";
import { destructuredKey, staticName, unwrap } from "../bindings/static-name.js";
import { soleDefinition, soleValue } from "../bindings/variables.js";
import type { FileFacts } from "../file-facts.js";
import { functionBehind } from "../modules/function-behind.js";
import { importedValue } from "../modules/imported-value.js";
import type { Node } from "../source.js";
import { givesChunks } from "./chunks.js";
import { hasFixedKeys } from "./fixed-keys.js";
import { iterationOf } from "./iteration.js";
import { rowsGiven } from "./rows-given.js";
import { larger, open, small, UNKNOWN_SIZE, type CollectionSize } from "./sizes.js";
import { isConfiguration, isFromRequest } from "./value-source.js";

/** How many expressions one answer may go through. */
const MAX_DEPTH = 12;

/** Methods that give as many items as they are called on, or fewer. */
const KEEPS_SIZE =
  /^(?:map|filter|sort|reverse|toSorted|toReversed|keys|values|entries|toArray|lean|exec|then|catch|flat)$/;

/** What a collection's source says of its size. */
export function collectionSize(facts: FileFacts, collection: Node): CollectionSize {
  return sizeOf(facts, collection, 0);
}

function sizeOf(facts: FileFacts, node: Node, depth: number): CollectionSize {
  if (depth > MAX_DEPTH) return UNKNOWN_SIZE;
  const expression = unwrap(node);
  switch (expression.type) {
    case "ArrayExpression":
      return sizeOfList(facts, expression, depth);
    case "ConditionalExpression":
      return larger(
        sizeOf(facts, expression.consequent, depth + 1),
        sizeOf(facts, expression.alternate, depth + 1),
      );
    case "LogicalExpression":
      return larger(
        sizeOf(facts, expression.left, depth + 1),
        sizeOf(facts, expression.right, depth + 1),
      );
    case "NewExpression":
    case "CallExpression":
      return sizeOfCall(facts, expression, depth);
    case "Identifier":
      return sizeOfVariable(facts, expression, depth);
    case "MemberExpression":
      return sizeOfMember(facts, expression, depth);
    case "TSEnumDeclaration":
      return small("an enum is written out");
    default:
      return UNKNOWN_SIZE;
  }
}

function sizeOfList(
  facts: FileFacts,
  { elements }: TSESTree.ArrayExpression,
  depth: number,
): CollectionSize {
  const spreads = elements.filter((element) => element?.type === "SpreadElement");
  return spreads
    .map(({ argument }) => sizeOf(facts, argument, depth + 1))
    .reduce(larger, small("the list is written out"));
}

function sizeOfCall(
  facts: FileFacts,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  depth: number,
): CollectionSize {
  const rows = rowsGiven(facts, call);
  if (rows) return rows;
  const callee = unwrap(call.callee);
  const [first] = call.arguments;
  const origin = facts.bindings.origin(callee);
  if (origin?.module === GLOBAL && first) {
    if (/^(?:Set|Map|Array\.from)$/.test(origin.path)) return sizeOfCopy(facts, first, depth);
    if (/^Object\.(?:keys|values|entries|getOwnPropertyNames)$/.test(origin.path))
      return hasFixedKeys(facts, first)
        ? small("its keys are written out")
        : sizeOf(facts, first, depth + 1);
  }
  if (origin?.module.startsWith("node:fs") && /readdir|glob/.test(origin.path))
    return open("a folder may hold any number of files");
  if (callee.type === "MemberExpression") {
    const name = staticName(callee) ?? "";
    if (name === "slice" || name === "splice") return sizeOfSlice(facts, call, callee, depth);
    if (name === "concat")
      return [callee.object, ...call.arguments]
        .map((part) => sizeOf(facts, part, depth + 1))
        .reduce(larger);
    if (name === "split" && isConfiguration(facts, callee.object))
      return small("it is configuration");
    if (KEEPS_SIZE.test(name)) {
      const kept = sizeOf(facts, callee.object, depth + 1);
      if (kept.state !== "unknown") return kept;
    }
  }
  const own = functionBehind(facts, callee);
  const value = own && soleReturn(own.node);
  return own && value ? sizeOf(own.facts, value, depth + 1) : UNKNOWN_SIZE;
}

/** `Array.from({ length: 3 })`, `new Set(items)`. */
function sizeOfCopy(facts: FileFacts, source: Node, depth: number): CollectionSize {
  const length = facts.bindings.propertyOf(source, "length");
  if (!length) return sizeOf(facts, source, depth + 1);
  return unwrap(length).type === "Literal" ? small("its length is written out") : UNKNOWN_SIZE;
}

/** Two ends bound a slice, whatever they are: that is how batches are taken. */
function sizeOfSlice(
  facts: FileFacts,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  callee: TSESTree.MemberExpression,
  depth: number,
): CollectionSize {
  const [start, end] = call.arguments;
  const takesLast = start?.type === "UnaryExpression" && start.operator === "-";
  if (end !== undefined || takesLast) return small("only a slice of it is taken");
  return sizeOf(facts, callee.object, depth + 1);
}

function sizeOfVariable(
  facts: FileFacts,
  name: TSESTree.Identifier,
  depth: number,
): CollectionSize {
  const variable = facts.bindings.variables.of(name);
  const definition = variable && soleDefinition(variable);
  if (!variable || !definition) return UNKNOWN_SIZE;
  const fixed = sizeByDeclaration(facts, definition, depth);
  if (fixed) return fixed;
  const value = soleValue(variable);
  const isFilled = variable.references.some(({ identifier }) => isFilledAt(identifier));
  if (value && !isFilled) return sizeOf(facts, value, depth + 1);
  return UNKNOWN_SIZE;
}

/** What the place where a name is declared says: a tuple, a batch of a loop, an import, a part of a pattern. */
function sizeByDeclaration(
  facts: FileFacts,
  definition: Definition,
  depth: number,
): CollectionSize | undefined {
  const { name, node } = definition;
  if (definition.type === DefinitionType.TSEnumName) return small("an enum is written out");
  const annotation = name.type === "Identifier" ? name.typeAnnotation?.typeAnnotation : undefined;
  if (annotation?.type === "TSTupleType") return small("it is a tuple");
  if (definition.type === DefinitionType.ImportBinding) return sizeOfImport(facts, name, depth);
  if (node.type !== "VariableDeclarator") return undefined;
  const loop = node.parent.parent;
  const iteration = iterationOf(loop);
  if (iteration?.collection && iteration.item === name && iteration.form !== "step")
    return givesChunks(facts, iteration.collection) ? small("it is one batch") : UNKNOWN_SIZE;
  if (node.id.type !== "ObjectPattern" || !node.init) return undefined;
  const key = destructuredKey(node.id, name);
  const property = key === undefined ? undefined : facts.bindings.propertyOf(node.init, key);
  return property && sizeOf(facts, property, depth + 1);
}

/** A list that another file of the project writes out. */
function sizeOfImport(facts: FileFacts, name: Node, depth: number): CollectionSize {
  const origin = facts.bindings.origin(name);
  const value = origin && importedValue(facts, origin);
  return value ? sizeOf(value.facts, value.node, depth + 1) : UNKNOWN_SIZE;
}

/** `config.hosts`, `process.env.HOSTS`: the operator's, not a caller's. */
function sizeOfMember(
  facts: FileFacts,
  member: TSESTree.MemberExpression,
  depth: number,
): CollectionSize {
  if (isConfiguration(facts, member)) return small("it is configuration");
  if (isFromRequest(facts, member)) return open("the request decides its size");
  const name = staticName(member);
  const value = name === undefined ? undefined : facts.bindings.propertyOf(member.object, name);
  return value ? sizeOf(facts, value, depth + 1) : UNKNOWN_SIZE;
}

/** `items.push(…)`: what a list holds at the end is not what it began with. */
function isFilledAt(identifier: Node): boolean {
  const { parent } = identifier;
  return (
    parent?.type === "MemberExpression" &&
    parent.object === identifier &&
    /^(?:push|unshift|add|set|splice)$/.test(staticName(parent) ?? "")
  );
}
