import { watchAssertions, type AssertionLibrary } from "./assertions.js";
import { guarded } from "./guarded.js";
import { isCallable } from "./intercept.js";
import { watchSupertest } from "./supertest.js";

/** Watches the assertion libraries among the modules that were loaded in a sandbox. */
export function watchModules(modules: Readonly<Record<string, unknown>>): void {
  guarded(() => {
    watchSupertest(modules);
  });
  guarded(() => {
    for (const file of Object.keys(modules).filter((name) => CHAI.test(name))) {
      const exported: unknown = Reflect.get(Object(modules[file]), "exports");
      if (isChai(exported) && !watched.has(exported.Assertion)) {
        watched.add(exported.Assertion);
        watchAssertions(exported);
      }
    }
  });
}

const CHAI = /[\\/]chai[\\/](?:lib[\\/])?(?:chai|index)\.c?js$/;
const watched = new WeakSet();

function isChai(exported: unknown): exported is AssertionLibrary {
  const flag: unknown = Reflect.get(Object(Reflect.get(Object(exported), "util")), "flag");
  return isCallable(Reflect.get(Object(exported), "Assertion")) && isCallable(flag);
}
