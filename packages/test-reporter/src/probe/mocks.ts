import { isAbsolute, relative, sep } from "node:path";
import type { ModuleMock } from "./observation.js";

/** A module that a runner replaced: what was asked for, and what that led to. */
export interface ReplacedModule {
  /** As the test wrote it: `pg`, `../src/payments`. */
  readonly request: string;
  /** Absolute path of the file, where the runner tells. */
  readonly file: string | undefined;
  readonly kind: ModuleMock["kind"];
}

/** The replaced modules by the names they have in the evidence. One outside the project has none. */
export function moduleMocks(
  root: string,
  replaced: readonly ReplacedModule[],
): readonly ModuleMock[] {
  const mocks = new Map<string, ModuleMock>();
  for (const { request, file, kind } of replaced) {
    const module = projectFile(root, file) ?? packageName(request);
    if (module !== undefined) mocks.set(module, { module, kind });
  }
  return [...mocks.values()].toSorted((a, b) => (a.module < b.module ? -1 : 1));
}

/** The file below `root`; undefined for one of a package or of another folder. */
function projectFile(root: string, file: string | undefined): string | undefined {
  if (file === undefined || !isAbsolute(file)) return undefined;
  const name = relative(root, file).split(sep).join("/");
  return /^\.\.\/|(?:^|\/)node_modules\//.test(name) ? undefined : name;
}

/** `pg` of `pg/lib/client`; undefined for a path. */
function packageName(request: string): string | undefined {
  return /^(?:node:[\w/]+|(?:@[\w][-\w.]*\/)?\w[-\w.]*)(?=\/|$)/.exec(request)?.[0];
}
