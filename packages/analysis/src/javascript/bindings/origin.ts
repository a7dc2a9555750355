import type { Call, Node } from "../source.js";

/**
 * What an expression refers to, written as the way to it from a module's exports:
 * `Pool` is the export, `new Pool` an instance, `new Pool.connect()` what its method returned,
 * `register(0:1)` the second parameter of a function given to `register` as first argument,
 * `findAll()[]` an item of the list that a function returned.
 * A default export and the module itself are both the empty path, since interop makes them one.
 */
export interface Origin {
  /**
   * npm package, `node:http`, a relative path, `globalThis` for what is there without an import, or
   * `LOCAL` for what this file declares.
   */
  readonly module: string;
  readonly path: string;
  /** The construction or call that made the instance which the path goes through last. */
  readonly creation?: Call;
  /** Where the first name of the path is declared, when the module is `LOCAL`. */
  readonly declaration?: Node;
}

export const GLOBAL = "globalThis";

/** The module of classes and types that the file itself declares. */
export const LOCAL = ".";

/** The origin of `object.name`. */
export function memberOf(origin: Origin, name: string): Origin {
  if (origin.path === "" && name === "default") return origin;
  if (origin.module === GLOBAL && (origin.path === GLOBAL || origin.path === "global")) {
    return { ...origin, path: name };
  }
  return { ...origin, path: origin.path === "" ? name : `${origin.path}.${name}` };
}

/** The origin of `callee()`. */
export function resultOf(origin: Origin, creation?: Call): Origin {
  return madeFrom(origin, `${origin.path}()`, creation);
}

/** The origin of `new Class()`. */
export function instanceOf(origin: Origin, creation?: Call): Origin {
  return madeFrom(origin, `new ${origin.path}`, creation);
}

/** The origin of a parameter of a function that is handed to `callee`. */
export function callbackParameter(callee: Origin, argument: number, parameter: number): Origin {
  return { ...callee, path: `${callee.path}(${String(argument)}:${String(parameter)})` };
}

/** The origin of an item of a list: `User.findAll()[]`. */
export function elementOf(origin: Origin): Origin {
  return { ...origin, path: `${origin.path}[]` };
}

/** The origin of a class, interface or type literal that the file declares. */
export function declaredHere(declaration: Node, name: string): Origin {
  return { module: LOCAL, path: name, declaration };
}

function madeFrom(
  { module, declaration }: Origin,
  path: string,
  creation: Call | undefined,
): Origin {
  return { module, path, ...(creation && { creation }), ...(declaration && { declaration }) };
}

/** The first of two answers, unless it is only a name that no file declares. */
export function surer(first: Origin | undefined, second: Origin | undefined): Origin | undefined {
  return first && first.module !== GLOBAL ? first : (second ?? first);
}

/** The one thing that several answers agree on. */
export function common(origins: readonly (Origin | undefined)[]): Origin | undefined {
  const [first] = origins;
  const isSame = origins.every(
    (origin) => origin?.module === first?.module && origin?.path === first?.path,
  );
  return isSame ? first : undefined;
}
