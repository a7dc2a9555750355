import { createRequire } from "node:module";
import { join } from "node:path";

/** The version of the Jest that runs the project at `root`. */
export function jestVersion(root: string): string {
  for (const from of [join(root, "package.json"), process.argv[1] ?? root]) {
    try {
      // Sound: npm publishes nothing without a version.
      const { version } = createRequire(from)("jest/package.json") as { readonly version: string };
      return version;
    } catch {
      // A runner that is installed elsewhere, or goes by another name.
    }
  }
  return "unknown";
}
