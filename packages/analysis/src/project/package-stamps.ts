import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { isShippedSource } from "./shipped-code.js";
import { listFiles } from "./source-files.js";

/** What the sources of packages are like on disk, by their sizes and times; each is worked out once. */
export class PackageStamps {
  readonly #directory: string;
  readonly #stamps = new Map<string, string>();
  #listed: readonly string[] | undefined;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Another one as soon as a source of the package at `root` is added, changed or removed. */
  of(root: string): string {
    const known = this.#stamps.get(root);
    if (known !== undefined) return known;
    const stamp = this.#read(root);
    this.#stamps.set(root, stamp);
    return stamp;
  }

  #read(root: string): string {
    const hash = createHash("sha256");
    try {
      for (const file of this.#filesBelow(root)) {
        const stat = statSync(join(root, file), { throwIfNoEntry: false });
        if (stat) hash.update([file, stat.mtimeMs, stat.ctimeMs, stat.size].join(":"));
      }
    } catch {
      // A folder that is gone, or that may not be read.
      return "unlisted";
    }
    return hash.digest("hex");
  }

  /** One list for all packages of a repository, since each list is a process. */
  #filesBelow(root: string): readonly string[] {
    const prefix = relative(this.#directory, root).split(sep).join("/");
    if (prefix.startsWith("..")) return listFiles(root).filter(isShippedSource);
    this.#listed ??= listFiles(this.#directory);
    if (prefix === "") return this.#listed.filter(isShippedSource);
    return this.#listed
      .filter((file) => file.startsWith(`${prefix}/`))
      .map((file) => file.slice(prefix.length + 1))
      .filter(isShippedSource);
  }
}
