import { createRequire } from "node:module";
import { resolve, sep } from "node:path";
import { currentScope } from "./current-test.js";
import { fileOfMark, type LoadedCode } from "./observation.js";

/** Books what woven code reports: on the test that runs it, or on none. */
export class Counters {
  readonly #marks = new Set<string>();
  readonly #outside = new Set<string>();
  readonly #told = new Set<string>();

  /** Called by woven code where its sites run. */
  readonly ran = (...sites: readonly string[]): void => {
    const ran = currentScope()?.test.ran ?? this.#outside;
    for (const site of sites) ran.add(site);
  };

  /** Called by a woven file where its own code begins. */
  readonly loaded = (mark: string): void => {
    this.#marks.add(mark);
  };

  /**
   * What is new since the last report of this process. `modules` are the files that the runner loaded, undefined where
   * it does not tell.
   */
  report(root: string, modules: LoadedModules | undefined): LoadedCode {
    const woven = new Set([...this.#marks].map((mark) => resolve(root, fileOfMark(mark))));
    const evaluated = modules?.evaluated.filter((file) => !woven.has(file)) ?? [];
    const native = [...(modules?.external ?? []), ...nativeModules()];
    const report = {
      marks: [...this.#marks],
      unwoven: this.#newOf(root, evaluated).concat(this.#newOf(root, native)),
      ran: [...this.#outside],
      isWhole: modules !== undefined,
    };
    for (const file of woven) this.#told.add(file);
    this.#marks.clear();
    this.#outside.clear();
    return report;
  }

  #newOf(root: string, files: readonly string[]): string[] {
    const below = root.endsWith(sep) ? root : root + sep;
    return files.filter((file) => {
      if (!file.startsWith(below) || /[\\/]node_modules[\\/]/.test(file)) return false;
      if (this.#told.has(file)) return false;
      this.#told.add(file);
      return true;
    });
  }
}

/** Absolute paths of what a runner loaded: what it evaluated itself, and what it left to Node. */
export interface LoadedModules {
  readonly evaluated: readonly string[];
  readonly external: readonly string[];
}

/** Woven code finds the counters on its global object, and does nothing where there are none. */
export function installCounters({ ran, loaded }: Counters, global: object = globalThis): void {
  Object.defineProperty(global, "__faultline__", {
    value: { ran, loaded },
    configurable: true,
  });
}

/** CommonJS that Node loaded itself, which no runner could weave. */
function nativeModules(): readonly string[] {
  return Object.keys(createRequire(import.meta.url).cache);
}
