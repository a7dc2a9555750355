import type { EngineWatch } from "./engine.js";

/** Native code that talks to a database by itself, by the package whose data access it serves. */
const ADDONS: readonly (readonly [module: string, file: RegExp])[] = [
  ["@prisma/client", /query_engine[-.\w]*\.node$/],
  ["pg", /[\\/]libpq[\\/].*\.node$/],
  ["libsql", /[\\/]@libsql[\\/].*\.node$/],
  ["mssql", /[\\/](?:msnodesqlv8[\\/].*|sqlserver\w*)\.node$/],
  ["oracledb", /[\\/]oracledb[-.\w]*\.node$/],
  ["duckdb", /[\\/]duckdb[-\w]*[\\/].*\.node$/],
];

/** Builds of a watched engine that the watch can't reach. */
const MODULES: readonly (readonly [module: string, file: RegExp])[] = [
  ["sql.js", /[\\/]sql\.js[\\/]dist[\\/]sql-asm[-\w]*\.js$/],
];

const loaded = new Set<string>();

/** The packages behind whose data access there may be an engine that can't be seen. */
export function opaqueEngines(): readonly string[] {
  return [...loaded];
}

/** From now on nothing can be told of data access that goes through this package. */
export function noteOpaque(module: string): void {
  loaded.add(module);
}

/** Notes each of them when it is loaded. */
export const OPAQUE_ENGINES: readonly EngineWatch[] = [
  ...ADDONS.map(([module, file]) => opaque(module, { kind: "addon", file })),
  ...MODULES.map(([module, file]) => opaque(module, { kind: "module", file })),
];

function opaque(module: string, trace: EngineWatch["trace"]): EngineWatch {
  return {
    module,
    trace,
    watch() {
      noteOpaque(module);
    },
  };
}
