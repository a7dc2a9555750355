import Module from "node:module";
import { currentScope } from "../current-test.js";
import { follow } from "../intercept.js";
import { betterSqlite3 } from "./better-sqlite3.js";
import type { EngineWatch, LoadTrace } from "./engine.js";
import { nodeSqlite } from "./node-sqlite.js";
import { noteOpaque, OPAQUE_ENGINES } from "./opaque-engines.js";
import { pgMem } from "./pg-mem.js";
import { pglite, pgliteCommonJs } from "./pglite.js";
import { sqlJs } from "./sql-js.js";
import { sqlite3 } from "./sqlite3.js";

const ENGINES: readonly EngineWatch[] = [
  betterSqlite3,
  nodeSqlite,
  pglite,
  pgliteCommonJs,
  pgMem,
  sqlJs,
  sqlite3,
  ...OPAQUE_ENGINES,
];

/** Puts a watch into each database engine when the process loads it, and loads none itself. */
export function watchEngines(): void {
  follow(Module, "_load", ([request], exported) => {
    if (typeof request === "string") meet("module", request, exported);
  });
  follow(process, "dlopen", ([module, file]) => {
    if (typeof file === "string") meet("addon", file, Reflect.get(Object(module), "exports"));
  });
  const webAssembly: unknown = Reflect.get(globalThis, "WebAssembly");
  if (typeof webAssembly !== "object" || webAssembly === null) return;
  follow(webAssembly, "instantiate", () => {
    const caller = callerFile();
    if (caller !== undefined) meet("web-assembly", caller, caller);
  });
}

/**
 * Node's own modules load without a trace that could be followed, and list what is loaded. Gives
 * the engines that were not watched until now.
 */
export function watchLoadedEngines(): readonly string[] {
  const found: string[] = [];
  for (const engine of traced("builtin")) {
    const { trace } = engine;
    if (seen.has(engine) || !isLoaded(trace.name)) continue;
    put(engine, process.getBuiltinModule(`node:${trace.name}`));
    found.push(engine.module);
  }
  return found;
}

const seen = new Set<EngineWatch>();
const watchedModules = new WeakSet();

function meet(kind: "module" | "addon" | "web-assembly", file: string, found: unknown): void {
  for (const engine of traced(kind)) {
    const { trace } = engine;
    const pattern = trace.kind === "web-assembly" ? trace.caller : trace.file;
    if (!pattern.test(file)) continue;
    // A module may be loaded anew for each test file, and asked for by its name many times.
    if (typeof found === "object" && found !== null) {
      if (watchedModules.has(found)) continue;
      watchedModules.add(found);
    } else if (seen.has(engine)) continue;
    put(engine, found);
  }
}

/** An engine that can't be watched, as in a version to come, is one that can't be seen into. */
function put(engine: EngineWatch, found: unknown): void {
  seen.add(engine);
  const fail = (): void => {
    noteOpaque(engine.module);
  };
  try {
    const pending = engine.watch(found);
    if (pending === undefined) return;
    // The test that loads it may ask it before the watch is in.
    currentScope()?.test.newEngines.add(engine.module);
    void pending.catch(fail);
  } catch {
    fail();
  }
}

type Traced<Kind extends LoadTrace["kind"]> = EngineWatch & {
  readonly trace: Extract<LoadTrace, { readonly kind: Kind }>;
};

function traced<Kind extends LoadTrace["kind"]>(kind: Kind): readonly Traced<Kind>[] {
  return ENGINES.filter((engine): engine is Traced<Kind> => engine.trace.kind === kind);
}

/** The file or URL of the first function on the stack that is neither Node's nor the probe's. */
function callerFile(): string | undefined {
  const { stack = "" } = new Error("where WebAssembly is instantiated");
  const places = stack
    .split("\n")
    .map((line) => /\(?((?:file:|\/|[A-Za-z]:[\\/])[^()]*):\d+:\d+\)?$/.exec(line)?.[1]);
  return places.find((place) => place !== undefined && !/[\\/]probe[\\/]/.test(place));
}

function isLoaded(builtin: string): boolean {
  const list: unknown = Reflect.get(process, "moduleLoadList");
  return Array.isArray(list) && list.includes(`NativeModule ${builtin}`);
}
