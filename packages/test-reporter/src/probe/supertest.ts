import { createRequire } from "node:module";
import { currentScope } from "./current-test.js";
import { intercept, isCallable } from "./intercept.js";
import { addAsserted } from "./test-record.js";

/**
 * Counts supertest's `.expect(503)`. The library can't be imported from here, so its class is
 * looked up among the modules that were loaded; call this again when more may have been.
 */
export function watchSupertest(): void {
  const { cache } = createRequire(import.meta.url);
  for (const [file, module] of Object.entries(cache)) {
    if (!/[\\/]supertest[\\/]lib[\\/]test\.js$/.test(file)) continue;
    const exported: unknown = module?.exports;
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
