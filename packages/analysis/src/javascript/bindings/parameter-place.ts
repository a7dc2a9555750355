import type { Definition } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { isWithin } from "../flow/walk.js";
import { isFunction, type FunctionNode, type Node } from "../source.js";
import { destructuredKey } from "./static-name.js";

/** Where a parameter's name stands in its function, and the call that the function is handed to. */
export interface ParameterPlace {
  readonly function: FunctionNode;
  /** The parameter, without what makes a field of it. */
  readonly target: Node;
  readonly index: number;
  /** The property that the name is taken from, where the parameter is taken apart. */
  readonly key: string | undefined;
  /** Undefined where the name is neither the parameter nor a plain part of it. */
  readonly call: TSESTree.CallExpression | undefined;
  readonly argument: number;
}

/** The place of a parameter; undefined for a parameter of anything but a function with a body. */
export function parameterPlace({ name, node }: Definition): ParameterPlace | undefined {
  if (!isFunction(node)) return undefined;
  const index = node.params.findIndex((candidate) => isWithin(name, candidate));
  const pattern = node.params[index];
  if (!pattern) return undefined;
  const target = pattern.type === "TSParameterProperty" ? pattern.parameter : pattern;
  const key = target.type === "ObjectPattern" ? destructuredKey(target, name) : undefined;
  const { parent } = node;
  const argument =
    parent.type === "CallExpression"
      ? parent.arguments.findIndex((candidate) => candidate === node)
      : -1;
  const isPlain = target === name || key !== undefined;
  const call = parent.type === "CallExpression" && argument >= 0 && isPlain ? parent : undefined;
  return { function: node, target, index, key, call, argument };
}
