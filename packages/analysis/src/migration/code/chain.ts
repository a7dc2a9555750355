import { staticName } from "../../javascript/bindings/static-name.js";
import { allNodes } from "../../javascript/flow/walk.js";
import type { Node } from "../../javascript/source.js";

/** One step of `knex.schema.alterTable("orders", …)`: a property, or a call of it. */
export interface Link {
  readonly name: string;
  /** Missing where the property is only read. */
  readonly args: readonly Node[];
  readonly isCalled: boolean;
  /** What is called, for its place. */
  readonly node: Node;
}

/** Calls one after the other on one object. */
export interface Chain {
  readonly root: Node;
  readonly links: readonly Link[];
  readonly node: Node;
}

/** The chains below a node that begin with a given name, or with `this`, in source order. */
export function chainsFrom(body: Node, isRoot: (root: Node) => boolean): readonly Chain[] {
  return allNodes(body).flatMap((node): readonly Chain[] => {
    if (node.type !== "CallExpression" || goesOn(node)) return [];
    const chain = chainOf(node);
    return isRoot(chain.root) ? [chain] : [];
  });
}

/** True for a call on whose result something else is called. */
function goesOn(node: Node): boolean {
  let outer = node.parent;
  while (outer?.type === "ChainExpression" || outer?.type === "TSNonNullExpression")
    outer = outer.parent;
  return outer?.type === "MemberExpression" && outer.object === node;
}

function chainOf(call: Node): Chain {
  const links: Link[] = [];
  let current = call;
  for (;;) {
    if (current.type === "CallExpression" && current.callee.type === "MemberExpression") {
      const { callee } = current;
      links.unshift({
        name: staticName(callee) ?? "",
        args: current.arguments,
        isCalled: true,
        node: callee.property,
      });
      current = callee.object;
    } else if (current.type === "MemberExpression") {
      links.unshift({
        name: staticName(current) ?? "",
        args: [],
        isCalled: false,
        node: current.property,
      });
      current = current.object;
    } else if (
      current.type === "ChainExpression" ||
      current.type === "TSNonNullExpression" ||
      current.type === "TSAsExpression"
    ) {
      current = current.expression;
    } else return { root: current, links, node: call };
  }
}

export function isName(node: Node, name: string | undefined): boolean {
  return name !== undefined && node.type === "Identifier" && node.name === name;
}
