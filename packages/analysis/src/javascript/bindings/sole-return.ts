import type { TSESTree } from "@typescript-eslint/types";
import type { FunctionNode } from "../source.js";

/** The one expression that a function returns. */
export function soleReturn(node: FunctionNode): TSESTree.Expression | undefined {
  if (node.body.type !== "BlockStatement") return node.body;
  const returns = node.body.body.filter((statement) => statement.type === "ReturnStatement");
  const [only] = returns;
  return returns.length === 1 ? (only?.argument ?? undefined) : undefined;
}
