import type { InProcessEngine } from "../observation.js";

/** A database engine that runs inside the process, and how its statements are seen. */
export interface EngineWatch {
  /** The package it comes from. */
  readonly module: string;
  /** What tells that it was loaded. Nothing is ever loaded for the probe's sake. */
  readonly trace: LoadTrace;
  /** Puts the watch in; called once with what `trace` found. */
  watch(found: unknown): void | Promise<void>;
}

/** How the load of an engine shows. */
export type LoadTrace =
  /** A CommonJS module whose path matches; `watch` gets its exports, before anyone else does. */
  | { readonly kind: "module"; readonly file: RegExp }
  /** A native addon whose path matches; `watch` gets its exports. */
  | { readonly kind: "addon"; readonly file: RegExp }
  /**
   * An ES module leaves no trace of its own on Node 20, but the code that instantiates WebAssembly
   * is on the stack. `watch` gets its path or URL.
   */
  | { readonly kind: "web-assembly"; readonly caller: RegExp }
  /** A module of Node's own, looked for before each test; `watch` gets its exports. */
  | { readonly kind: "builtin"; readonly name: string };

/** Which engine a watched module is. */
export interface EngineIdentity {
  readonly engine: InProcessEngine;
  readonly module: string;
  readonly isEmulation: boolean;
}
