import { createRequire } from "node:module";
import { chai } from "./chai.js";
import { guarded } from "./guarded.js";
import { property } from "./intercept.js";
import { ioredis } from "./ioredis.js";
import { mysql2 } from "./mysql2.js";
import { pg } from "./pg.js";
import { redis } from "./redis.js";
import { supertest } from "./supertest.js";

/** A library whose own code tells what no channel and no byte does. A file each. */
export interface LoadedLibrary {
  /** The module to look for. */
  readonly file: RegExp;
  /** Watches what the module exports; called again for the same, it changes nothing. */
  watch(exported: unknown): void;
}

const LIBRARIES: readonly LoadedLibrary[] = [...pg, ...mysql2, ioredis, redis, supertest, chai];

/**
 * Watches the libraries that can't be imported from here: their classes are looked up among the
 * modules that were loaded: those of this process, or of a sandbox in it. Call this again when more
 * may have been.
 */
export function watchLoadedLibraries(
  modules: Readonly<Record<string, unknown>> = createRequire(import.meta.url).cache,
): void {
  for (const file of Object.keys(modules)) {
    for (const library of LIBRARIES) {
      if (!library.file.test(file)) continue;
      guarded(() => {
        library.watch(property(modules[file], "exports"));
      });
    }
  }
}
