import type { TSESTree } from "@typescript-eslint/types";
import type { FunctionNode, Node } from "../source.js";
import { destructuredKey, staticName, unwrap } from "./static-name.js";

/** Methods of arrays that run a callback for each item, with the parameter that is the item. */
const ITEM_PARAMETER: Readonly<Record<string, number>> = {
  map: 0,
  forEach: 0,
  flatMap: 0,
  filter: 0,
  some: 0,
  every: 0,
  find: 0,
  findIndex: 0,
  reduce: 1,
  reduceRight: 1,
};

/** The list that a callee such as `items.map` walks over, and which parameter of its callback is the item. */
export function walkedList(
  callee: Node,
): { readonly list: Node; readonly parameter: number } | undefined {
  const method = unwrap(callee);
  if (method.type !== "MemberExpression") return undefined;
  const name = staticName(method) ?? "";
  const parameter = Object.hasOwn(ITEM_PARAMETER, name) ? ITEM_PARAMETER[name] : undefined;
  return parameter === undefined ? undefined : { list: method.object, parameter };
}

/** Where a name of a declaration or parameter comes from, when that is an item of a list. */
export type ItemSource =
  | { readonly kind: "item"; readonly list: Node; readonly key: string | undefined }
  | { readonly kind: "value"; readonly value: Node };

/** `for (const item of list)`, `const [first] = list`, `const [user, team] = await Promise.all([…, …])`. */
export function declaredItem(
  { id, init, parent }: TSESTree.VariableDeclarator,
  name: Node,
): ItemSource | undefined {
  const loop = parent.parent;
  if (loop.type === "ForOfStatement" && loop.left === parent) return itemOf(loop.right, id, name);
  if (id.type !== "ArrayPattern" || !init) return undefined;
  const index = id.elements.findIndex((element) => element === name);
  if (index < 0) return undefined;
  const gathered = gatheredValues(unwrap(init));
  if (!gathered) return { kind: "item", list: init, key: undefined };
  const value = gathered.elements[index];
  return value && value.type !== "SpreadElement" ? { kind: "value", value } : undefined;
}

/** `(item) => …` of `list.map((item) => …)`. */
export function handedItem(callback: FunctionNode, name: Node): ItemSource | undefined {
  const { parent } = callback;
  if (parent.type !== "CallExpression" || parent.arguments[0] !== callback) return undefined;
  const walked = walkedList(parent.callee);
  const pattern = walked && callback.params[walked.parameter];
  return pattern && itemOf(walked.list, pattern, name);
}

/** `rows[0]`. */
export function indexedItem({
  object,
  property,
}: TSESTree.MemberExpression): ItemSource | undefined {
  const isIndex = property.type === "Literal" && typeof property.value === "number";
  return isIndex ? { kind: "item", list: object, key: undefined } : undefined;
}

function itemOf(list: Node, pattern: Node, name: Node): ItemSource | undefined {
  if (pattern === name) return { kind: "item", list, key: undefined };
  const key = pattern.type === "ObjectPattern" ? destructuredKey(pattern, name) : undefined;
  return key === undefined ? undefined : { kind: "item", list, key };
}

function gatheredValues(init: Node): TSESTree.ArrayExpression | undefined {
  if (init.type !== "CallExpression" || init.callee.type !== "MemberExpression") return undefined;
  const { object } = init.callee;
  const [list] = init.arguments;
  const isGathered =
    object.type === "Identifier" &&
    object.name === "Promise" &&
    staticName(init.callee) === "all" &&
    list?.type === "ArrayExpression";
  return isGathered ? list : undefined;
}
