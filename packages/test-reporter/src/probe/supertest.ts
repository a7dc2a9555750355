import { createRequire } from "node:module";
import { currentScope } from "./current-test.js";
import { intercept, isCallable } from "./intercept.js";
import { addAsserted } from "./test-record.js";

/**
 * Counts supertest's `.expect(503)`. The library can't be imported from here, so its class is
 * looked up among the modules that were loaded; call this again when more may have been.
 */
export function watchSupertest(
  modules: Readonly<Record<string, unknown>> = createRequire(import.meta.url).cache,
): void {
  for (const file of Object.keys(modules)) {
    if (!/[\\/]supertest[\\/]lib[\\/]test\.js$/.test(file)) continue;
    const exported: unknown = Reflect.get(Object(modules[file]), "exports");
    const prototype: unknown = isCallable(exported) ? exported.prototype : undefined;
    if (typeof prototype === "object" && prototype !== null) watchExpect(prototype);
  }
}

function watchExpect(prototype: object): void {
  intercept(prototype, "expect", (...expected) => {
    const test = currentScope()?.test;
    if (test === undefined) return;
    addAsserted(
      test,
      expected.filter((value) => typeof value !== "function"),
    );
  });
}
