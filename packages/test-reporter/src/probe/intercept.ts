import { currentScope, runInScope } from "./current-test.js";
import { guarded } from "./guarded.js";

/** A function of which nothing else is known. */
export type Callable = (this: unknown, ...callArguments: unknown[]) => unknown;

export function isCallable(value: unknown): value is Callable {
  return typeof value === "function";
}

/** Calls `before` with the arguments of each call of the owner's method, then the method itself. */
export function intercept(
  owner: object | undefined,
  name: string,
  before: (...callArguments: readonly unknown[]) => void,
): void {
  if (owner === undefined) return;
  const original: unknown = Reflect.get(owner, name);
  if (!isCallable(original) || interceptors.has(original)) return;
  const interceptor = function (this: unknown, ...callArguments: unknown[]): unknown {
    guarded(() => {
      before(...callArguments);
    });
    return original.apply(this, callArguments);
  };
  interceptors.add(interceptor);
  Reflect.set(owner, name, interceptor);
}

/**
 * Runs the callback that each call of the owner's method is given on behalf of the call's own
 * test, whoever calls it back. Everything else of the asynchronous context is left as it is.
 */
export function keepScopeOfCallback(owner: object | undefined, name: string): void {
  if (owner === undefined) return;
  const original: unknown = Reflect.get(owner, name);
  if (!isCallable(original) || interceptors.has(original)) return;
  const interceptor = function (this: unknown, ...callArguments: unknown[]): unknown {
    const scope = guarded(currentScope);
    if (scope === undefined) return original.apply(this, callArguments);
    const kept = callArguments.map((argument) => {
      if (!isCallable(argument)) return argument;
      return function (this: unknown, ...results: unknown[]): unknown {
        return runInScope(scope, () => argument.apply(this, results));
      };
    });
    return original.apply(this, kept);
  };
  interceptors.add(interceptor);
  Reflect.set(owner, name, interceptor);
}

/** What the instances of a class share; undefined for anything but a class. */
export function prototypeOf(exported: unknown): object | undefined {
  const prototype: unknown = isCallable(exported) ? exported.prototype : undefined;
  return typeof prototype === "object" && prototype !== null ? prototype : undefined;
}

/** A property of something of which nothing is known. */
export function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** Calls the owner's method, then `look` with its arguments and what it gave. A call that throws is not looked at. */
export function follow(
  owner: object,
  name: string,
  look: (callArguments: readonly unknown[], result: unknown) => void,
): void {
  const original: unknown = Reflect.get(owner, name);
  if (!isCallable(original) || interceptors.has(original)) return;
  const follower = function (this: unknown, ...callArguments: unknown[]): unknown {
    const result = original.apply(this, callArguments);
    guarded(() => {
      look(callArguments, result);
    });
    return result;
  };
  interceptors.add(follower);
  Reflect.set(owner, name, follower);
}

const interceptors = new WeakSet();
