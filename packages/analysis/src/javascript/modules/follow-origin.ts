import type { Origin } from "../bindings/origin.js";
import { soleReturn } from "../bindings/sole-return.js";
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
  return follow(origin, importer, []);
}

function follow(
  origin: Origin,
  importer: string | undefined,
  seen: readonly string[],
): Origin | undefined {
  if (!origin.module.startsWith(".")) return origin;
  const path = importer === undefined ? undefined : resolveModule(importer, origin.module);
  const way = splitWay(origin.path);
  // A name may come through a file twice, but never twice by the same way.
  const visit = `${path ?? ""}:${origin.path}`;
  if (path === undefined || !way || seen.includes(visit) || seen.length >= MAX_FILES)
    return undefined;
  const provider = loadProvider(path);
  if (!provider) return undefined;
  const onward = [...seen, visit];
  if (!provider.exports.has(way.name)) {
    const passed = passOn(provider, origin, way.name, onward);
    if (passed) return passed;
  }
  const next = exported(provider, way);
  return next && follow(next, path, onward);
}

/** What a file's own export leads to; a name that is none of them is a member of the default one. */
function exported(provider: Provider, way: Way): Origin | undefined {
  const node = provider.exports.get(way.name);
  if (!node) return memberOfDefault(provider, way);
  const value = way.isCalled ? returnedBy(provider, node) : node;
  return value && along(provider, value, way.rest);
}

/** `import client from "./client"; client.get` has the way `get`, since a default export is the empty path. */
function memberOfDefault(provider: Provider, { name, isCalled, rest }: Way): Origin | undefined {
  const value = provider.exports.get("default");
  return value && along(provider, value, `.${name}${isCalled ? "()" : ""}${rest}`);
}

interface Way {
  readonly name: string;
  readonly isCalled: boolean;
  readonly rest: string;
}

/** `buildApp().listen` is the name `buildApp`, called, with the rest `.listen`. */
function splitWay(path: string): Way | undefined {
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

/** Through `export { a } from`, else through each `export * from` until one leads somewhere. */
function passOn(
  { path, passedOn }: Provider,
  origin: Origin,
  name: string,
  seen: readonly string[],
): Origin | undefined {
  for (const { from, names } of passedOn) {
    const passed = names?.find(({ exported }) => exported === name);
    if (!passed) continue;
    const way = append(passed.imported, origin.path.slice(name.length));
    return follow({ ...origin, module: from, path: way }, path, seen);
  }
  for (const { from, names } of passedOn) {
    const found = names ? undefined : follow({ ...origin, module: from }, path, seen);
    if (found) return found;
  }
  return undefined;
}

function append(path: string, rest: string): string {
  return path === "" && rest.startsWith(".") ? rest.slice(1) : path + rest;
}
