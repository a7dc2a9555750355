import { isCallable } from "../intercept.js";

/** The prototype of a class that a module exports. Throws, for the watch's guard to take, where there is none. */
export function prototypeOf(exported: unknown, name: string): object {
  const found: unknown = Reflect.get(Object(exported), name);
  const prototype: unknown = isCallable(found) ? found.prototype : undefined;
  if (typeof prototype !== "object" || prototype === null) throw new Error(`no class ${name}`);
  return prototype;
}
