import { createRequire } from "node:module";
import { guarded } from "./guarded.js";
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

const LIBRARIES: readonly LoadedLibrary[] = [...pg, ...mysql2, ioredis, redis, supertest];

/**
 * Watches the libraries that can't be imported from here: their classes are looked up among the
 * modules that were loaded. Call this again when more may have been.
 */
export function watchLoadedLibraries(): void {
  const { cache } = createRequire(import.meta.url);
  for (const [file, module] of Object.entries(cache)) {
    for (const library of librariesIn(file)) {
      guarded(() => {
        library.watch(module?.exports);
      });
    }
  }
}

const known = new Map<string, readonly LoadedLibrary[]>();

/** Asked again of every loaded module before each group of tests, so it is remembered. */
function librariesIn(file: string): readonly LoadedLibrary[] {
  const before = known.get(file);
  if (before !== undefined) return before;
  const libraries = LIBRARIES.filter((library) => library.file.test(file));
  known.set(file, libraries);
  return libraries;
}
