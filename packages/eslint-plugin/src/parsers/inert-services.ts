/**
 * Parser services that let a typed rule run over a file without types: whatever it asks for is
 * there and says nothing. Without them an un-scoped typed rule stops the whole ESLint run.
 */
export function inertServices(): Record<string, unknown> {
  return {
    program: INERT,
    esTreeNodeToTSNodeMap: new WeakMap(),
    tsNodeToESTreeNodeMap: new WeakMap(),
    getTypeAtLocation: () => INERT,
    getSymbolAtLocation: () => undefined,
  };
}

const INERT: object = new Proxy(() => undefined, {
  get: (_target, key) => {
    if (key === Symbol.toPrimitive) return () => "";
    // An awaited promise-like that never settles would hang; this one is no promise.
    return key === "then" ? undefined : INERT;
  },
  apply: () => INERT,
  construct: () => INERT,
});
