import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** The repository these scripts are part of. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The flags that every script understands, for `parseArgs`. */
export const PLACE_OPTIONS = {
  corpus: { type: "string" },
  mirrors: { type: "string" },
  cache: { type: "string" },
};

/**
 * Where the corpus, the mirrors and the cached checkouts are: by flag, by environment, by default.
 * @param {{ corpus?: string, mirrors?: string, cache?: string }} values
 */
export function placesOf(values) {
  const { FAULTLINE_CORPUS, FAULTLINE_MIRRORS, FAULTLINE_CACHE } = process.env;
  return {
    corpus: resolve(values.corpus ?? FAULTLINE_CORPUS ?? join(ROOT, "../shared/corpus")),
    mirrors: resolve(values.mirrors ?? FAULTLINE_MIRRORS ?? join(ROOT, "../.mirror")),
    cache: resolve(values.cache ?? FAULTLINE_CACHE ?? join(tmpdir(), "faultline-measure")),
  };
}

/** A script that can't measure says why in one line and exits with 2. */
export class CannotMeasure extends Error {}

/**
 * Runs a script's main function, and turns `CannotMeasure` into one line and exit code 2.
 * @param {() => Promise<number>} main
 */
export async function measured(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof CannotMeasure)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}

/**
 * @param {string} path
 * @param {string} remedy what to do where it is missing
 */
export function mustExist(path, remedy) {
  if (!existsSync(path)) throw new CannotMeasure(`${path} is not there. ${remedy}`);
  return path;
}
