import type { Bindings } from "../bindings/resolve-origin.js";
import type { FunctionNode, Node } from "../source.js";
import { loadProvider } from "./provider.js";
import { resolveModule } from "./resolve-module.js";

/** A function with the bindings of the file it is written in. */
export interface LocatedFunction {
  readonly node: FunctionNode;
  readonly bindings: Bindings;
  /** The file on disk; undefined for text that is not on disk. */
  readonly path: string | undefined;
}

/** The function an expression stands for, in this file or in one that it imports from directly. */
export function functionBehind(
  bindings: Bindings,
  path: string | undefined,
  callee: Node,
): LocatedFunction | undefined {
  const local = bindings.functionOf(callee);
  if (local) return { node: local, bindings, path };
  const origin = bindings.origin(callee);
  if (!origin?.module.startsWith(".") || path === undefined) return undefined;
  const file = resolveModule(path, origin.module);
  const provider = file === undefined ? undefined : loadProvider(file);
  const declared = provider?.exports.get(origin.path === "" ? "default" : origin.path);
  const node = declared && provider?.bindings.functionOf(declared);
  return node && provider && { node, bindings: provider.bindings, path: file };
}
