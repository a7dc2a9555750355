import type { TSESTree } from "@typescript-eslint/types";
import { allNodes } from "./flow/walk.js";
import type { Call, Node } from "./source.js";

/** The nodes of one file that recognisers look at, gathered in one traversal. */
export interface GatheredNodes {
  readonly calls: Call[];
  readonly catches: TSESTree.CatchClause[];
  readonly attempts: TSESTree.TryStatement[];
  readonly loops: (TSESTree.ForStatement | TSESTree.WhileStatement | TSESTree.DoWhileStatement)[];
  readonly conditions: TSESTree.IfStatement[];
  readonly classes: (TSESTree.ClassDeclaration | TSESTree.ClassExpression)[];
  readonly templates: TSESTree.TaggedTemplateExpression[];
  readonly waits: TSESTree.AwaitExpression[];
}

/** Listeners for ESLint's own traversal: one for each kind of node a recogniser looks at. */
export interface GatheringListeners {
  CallExpression(node: TSESTree.CallExpression): void;
  NewExpression(node: TSESTree.NewExpression): void;
  TaggedTemplateExpression(node: TSESTree.TaggedTemplateExpression): void;
  AwaitExpression(node: TSESTree.AwaitExpression): void;
  CatchClause(node: TSESTree.CatchClause): void;
  TryStatement(node: TSESTree.TryStatement): void;
  ForStatement(node: TSESTree.ForStatement): void;
  WhileStatement(node: TSESTree.WhileStatement): void;
  DoWhileStatement(node: TSESTree.DoWhileStatement): void;
  IfStatement(node: TSESTree.IfStatement): void;
  ClassDeclaration(node: TSESTree.ClassDeclaration): void;
  ClassExpression(node: TSESTree.ClassExpression): void;
}

export function noNodes(): GatheredNodes {
  return {
    calls: [],
    catches: [],
    attempts: [],
    loops: [],
    conditions: [],
    classes: [],
    templates: [],
    waits: [],
  };
}

export function gatherInto(nodes: GatheredNodes): GatheringListeners {
  return {
    CallExpression: (node) => void nodes.calls.push(node),
    NewExpression: (node) => void nodes.calls.push(node),
    TaggedTemplateExpression: (node) => void nodes.templates.push(node),
    AwaitExpression: (node) => void nodes.waits.push(node),
    CatchClause: (node) => void nodes.catches.push(node),
    TryStatement: (node) => void nodes.attempts.push(node),
    ForStatement: (node) => void nodes.loops.push(node),
    WhileStatement: (node) => void nodes.loops.push(node),
    DoWhileStatement: (node) => void nodes.loops.push(node),
    IfStatement: (node) => void nodes.conditions.push(node),
    ClassDeclaration: (node) => void nodes.classes.push(node),
    ClassExpression: (node) => void nodes.classes.push(node),
  };
}

/** Gathers by a walk of its own, where nothing else traverses the file. */
export function gather(ast: TSESTree.Program): GatheredNodes {
  const nodes = noNodes();
  // Sound: each listener is called with the type of node it is named after.
  const listeners = { ...gatherInto(nodes) } as Partial<Record<string, (node: Node) => void>>;
  for (const node of allNodes(ast)) listeners[node.type]?.(node);
  return nodes;
}
