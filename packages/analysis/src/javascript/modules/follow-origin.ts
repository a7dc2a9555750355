import type { Origin } from "../bindings/origin.js";
import { soleReturn } from "../bindings/resolve-origin.js";
import type { Node } from "../source.js";
import { loadProvider, type Provider } from "./provider.js";
import { resolveModule } from "./resolve-module.js";

/** How many files one answer may go through; barrels of barrels need three or four. */
const MAX_FILES = 8;

/**
 * What a way through another file of the project leads to: `buildApp().listen` of `./app.js` is
 * `().listen` of `fastify`, when `buildApp` returns what `fastify()` made. Undefined when the way
 * ends in the project itself, or can't be followed.
 */
export function followOrigin(origin: Origin, importer: string | undefined): Origin | undefined {
  let current: Origin | undefined = origin;
  let from = importer;
  for (let files = 0; current && files < MAX_FILES; files++) {
    if (!current.module.startsWith(".")) return current;
    if (from === undefined) return undefined;
    const path = resolveModule(from, current.module);
    const provider: Provider | undefined = path === undefined ? undefined : loadProvider(path);
    current = provider && step(provider, current);
    from = path;
  }
  return undefined;
}

function step(provider: Provider, origin: Origin): Origin | undefined {
  const way = splitWay(origin.path);
  if (!way) return undefined;
  const node = provider.exports.get(way.name);
  if (!node) return passOn(provider, origin, way.name);
  const value = way.isCalled ? returnedBy(provider, node) : node;
  return value && along(provider, value, way.rest);
}

/** `buildApp().listen` is the name `buildApp`, called, with the rest `.listen`. */
function splitWay(path: string): { readonly name: string; readonly isCalled: boolean; readonly rest: string } | undefined {
  const [match, name = "", called, rest = ""] = /^([\w$]+)?(\(\))?(.*)$/.exec(path) ?? [];
  if (match === undefined || rest.startsWith(" ")) return undefined;
  return { name: name === "" ? "default" : name, isCalled: called !== undefined, rest };
}

function returnedBy({ bindings }: Provider, node: Node): Node | undefined {
  const made = bindings.functionOf(node);
  return made && soleReturn(made);
}

/** The origin at the end of `.a.b` from a value, through the object literals on the way. */
function along({ bindings }: Provider, start: Node, rest: string): Origin | undefined {
  const [, name, after = ""] = /^\.([\w$]+)(.*)$/.exec(rest) ?? [];
  const property = name === undefined ? undefined : bindings.propertyOf(start, name);
  if (property) {
    const origin = bindings.origin(property);
    return origin && { ...origin, path: append(origin.path, after) };
  }
  const origin = bindings.origin(start);
  return origin && { ...origin, path: append(origin.path, rest) };
}

function passOn({ passedOn }: Provider, origin: Origin, name: string): Origin | undefined {
  for (const { from, names } of passedOn) {
    const passed = names?.find(({ exported }) => exported === name);
    if (passed) return { ...origin, module: from, path: origin.path.replace(name, passed.imported) };
    if (!names) return { ...origin, module: from };
  }
  return undefined;
}

function append(path: string, rest: string): string {
  return path === "" && rest.startsWith(".") ? rest.slice(1) : path + rest;
}
