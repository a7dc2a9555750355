import { guarded } from "./guarded.js";

/** A function of which nothing else is known. */
export type Callable = (this: unknown, ...callArguments: unknown[]) => unknown;

export function isCallable(value: unknown): value is Callable {
  return typeof value === "function";
}

/** Calls `before` with the arguments of each call of the owner's method, then the method itself. */
export function intercept(
  owner: object,
  name: string,
  before: (...callArguments: readonly unknown[]) => void,
): void {
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
