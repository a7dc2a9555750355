import { GLOBAL, type Origin } from "./bindings/origin.js";
import { readOption } from "./bindings/read-option.js";
import { followOrigin } from "./modules/follow-origin.js";
import type { FileFacts } from "./file-facts.js";
import { LIBRARIES } from "./libraries.generated.js";
import { canonicalPath, type Library, type LibraryCall, type SiteDraft } from "./recogniser.js";
import type { Call, Node } from "./source.js";

const BY_PACKAGE: ReadonlyMap<string, readonly Library[]> = group();

/** The site a call is, where its callee resolves to a function that some library file knows. */
export function recogniseCall(facts: FileFacts, node: Call): SiteDraft | undefined {
  const local = facts.bindings.origin(node.callee);
  const origin = local && followOrigin(local, facts.source.path);
  if (!origin) return undefined;
  for (const library of BY_PACKAGE.get(origin.module) ?? []) {
    const path = canonicalPath(library, origin.path);
    const recognise = library.sites[node.type === "NewExpression" ? `new ${path}` : `${path}()`];
    const draft = recognise?.(libraryCall(facts, node, { ...origin, path }));
    if (draft) return draft;
  }
  return undefined;
}

function libraryCall(facts: FileFacts, node: Call, origin: Origin): LibraryCall {
  const argument = (index: number): Node | undefined => argumentOf(node, index);
  return {
    node,
    library: libraryName(origin),
    operation: /\w+$/.exec(origin.path)?.[0] ?? libraryName(origin),
    origin,
    facts,
    argument,
    option: (index, name) => readOption(facts.bindings, argument(index), name),
  };
}

/** What needs no import is known by its own name: `fetch`, `console`. */
function libraryName({ module, path }: Origin): string {
  return module === GLOBAL ? (path.split(".")[0] ?? path) : module;
}

function argumentOf(node: Call, index: number): Node | undefined {
  const before = node.arguments.slice(0, index + 1);
  const spread = before.find((argument) => argument.type === "SpreadElement");
  return spread ?? node.arguments[index];
}

function group(): ReadonlyMap<string, readonly Library[]> {
  const groups = new Map<string, Library[]>();
  for (const library of LIBRARIES) {
    for (const name of library.packages) groups.set(name, [...(groups.get(name) ?? []), library]);
  }
  return groups;
}
