import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";

/** A parsed file, as ESLint or `parseJavaScript` hands it over. */
export interface JavaScriptSource {
  /** Relative to the project root, with forward slashes. */
  readonly file: string;
  /** Where the file is on disk, for what stands beside it; missing for text that is not on disk. */
  readonly path?: string;
  readonly text: string;
  readonly ast: TSESTree.Program;
  readonly scopeManager: ScopeManager;
}

export type Node = TSESTree.Node;
export type FunctionNode =
  TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;
export type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** A call, a construction or a tagged template. */
export type Invocation = Call | TSESTree.TaggedTemplateExpression;

export function isFunction(node: Node): node is FunctionNode {
  return (
    node.type === "ArrowFunctionExpression" ||
    node.type === "FunctionExpression" ||
    node.type === "FunctionDeclaration"
  );
}

export function isInvocation(node: Node): node is Invocation {
  return (
    node.type === "CallExpression" ||
    node.type === "NewExpression" ||
    node.type === "TaggedTemplateExpression"
  );
}
