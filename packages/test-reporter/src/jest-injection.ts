import { fileURLToPath } from "node:url";
import type { WeavingOptions } from "./jest-transform.js";
import type { JestProjectConfig, JestTransform } from "./jest-types.js";
import { PROJECT_KEY } from "./probe/jest-observations.js";

/** The set-up file that connects the probe to the tests of a file. */
export const SETUP = fileURLToPath(new URL("./probe/jest-setup.cjs", import.meta.url));

const TRANSFORM = fileURLToPath(new URL("./jest-transform.js", import.meta.url));

/**
 * Puts the probe into a project, before Jest hands its configuration to whatever runs the file.
 * Jest freezes the configuration, but not the lists in it.
 */
export function injectProbe(config: JestProjectConfig): void {
  // First, so that what the user's own set-up files do is seen.
  if (!config.setupFilesAfterEnv.includes(SETUP)) config.setupFilesAfterEnv.unshift(SETUP);
  Reflect.set(config.globals, PROJECT_KEY, config.id);
}

/** Has the project's sources woven before the project's own transforms see them. */
export function injectWeaving(
  { transform }: JestProjectConfig,
  root: string,
  settings: unknown,
): void {
  if (transform.some(([, path]) => path === TRANSFORM)) return;
  const wrapped = transform.map(([pattern, inner, innerOptions]): JestTransform => [
    pattern,
    TRANSFORM,
    { root, settings, inner, innerOptions } satisfies WeavingOptions,
  ]);
  // Last: what no transform of the project's own takes.
  const plain: JestTransform = [
    "\\.[cm]?js$",
    TRANSFORM,
    { root, settings } satisfies WeavingOptions,
  ];
  transform.splice(0, transform.length, ...wrapped, plain);
}
