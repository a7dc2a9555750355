import { GLOBAL, type Origin } from "./bindings/origin.js";
import type { Passed } from "./bindings/passed.js";
import { readOption } from "./bindings/read-option.js";
import type { FileFacts } from "./file-facts.js";
import { lookUp } from "./key-pattern.js";
import {
  canonicalPath,
  type Library,
  type LibraryCall,
  type LibraryUse,
  type SiteDraft,
} from "./recogniser.js";
import type { Call, Invocation, Node } from "./source.js";

/** The site that a library sees in a call or template. */
export function recogniseIn(
  use: LibraryUse,
  library: Library,
  node: Invocation,
): SiteDraft | undefined {
  const { path } = use.origin;
  if (node.type === "TaggedTemplateExpression") {
    return lookUp(library.templates, `${path}\`\``)?.({ ...use, node });
  }
  return lookUp(library.sites, keyOf(path, node))?.(callOf(use, node));
}

/** A class that extends one of a library constructs it by `super()`. */
export function keyOf(path: string, { type, callee }: Call): string {
  return type === "NewExpression" || callee.type === "Super" ? `new ${path}` : `${path}()`;
}

/** Something of a library, as its recognisers take it. */
export function useOf(
  library: Library,
  facts: FileFacts,
  origin: Origin,
  passed?: Passed,
): LibraryUse {
  return {
    library: library.name ?? libraryName(origin),
    operation: operationOf(origin),
    facts,
    way: origin.path,
    origin: { ...origin, path: canonicalPath(library, origin.path) },
    passed,
  };
}

/** The same for a call, with its arguments. */
export function callOf(use: LibraryUse, node: LibraryCall["node"]): LibraryCall {
  const argument = (index: number): Node | undefined => argumentOf(node, index);
  return {
    ...use,
    node,
    argument,
    option: (index, name) => readOption(use.facts.bindings, argument(index), name, use.passed),
  };
}

function operationOf(origin: Origin): string {
  return /\w+$/.exec(origin.path)?.[0] ?? libraryName(origin);
}

/** What needs no import is known by its own name: `fetch`, `console`; a file of a package by the package's. */
function libraryName({ module, path }: Origin): string {
  if (module === GLOBAL) return path.split(".")[0] ?? path;
  return /^(?:node:.*|@[^/]+\/[^/]+|[^/]+)/.exec(module)?.[0] ?? module;
}

function argumentOf(node: LibraryCall["node"], index: number): Node | undefined {
  const before = node.arguments.slice(0, index + 1);
  const spread = before.find((argument) => argument.type === "SpreadElement");
  return spread ?? node.arguments[index];
}
