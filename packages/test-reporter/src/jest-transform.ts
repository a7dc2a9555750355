import { createHash } from "node:crypto";
import { pathToFileURL } from "node:url";
import { mapped, type Transformed } from "./jest-source-map.js";
import type { JestProjectConfig, JestTransform } from "./jest-types.js";
import { openSources } from "./load-lazily.js";
import type { ProjectSources } from "./project-sources.js";
import type { Woven } from "./weave/weave.js";

/** What the reporter puts in the place of a project's transform. */
export interface WeavingOptions {
  /** The root of the run; sites are named relative to it. */
  readonly root: string;
  readonly settings: unknown;
  /** Absolute path of the transform that the project has; undefined for files that have none. */
  readonly inner?: string;
  readonly innerOptions?: unknown;
}

/** The part of Jest's transform options that is looked at; the rest is handed on as it came. */
interface TransformOptions {
  readonly config: JestProjectConfig;
  readonly configString: string;
  readonly instrument: boolean;
  readonly transformerConfig: unknown;
}

type Process = (text: string, path: string, options: TransformOptions) => Transformed;
type Key = (text: string, path: string, options: TransformOptions) => string;

/** A transformer of Jest 29 or 30. */
interface Transformer {
  readonly canInstrument?: boolean;
  process?: Process;
  processAsync?(...given: Parameters<Process>): Promise<Transformed>;
  getCacheKey?: Key;
  getCacheKeyAsync?(...given: Parameters<Key>): Promise<string>;
}

/**
 * Jest calls this to make the transformer of a pattern: it weaves counters into the project's
 * sources and then does what the project's own transformer does.
 */
export async function createTransformer(own: WeavingOptions): Promise<Transformer> {
  const inner = own.inner === undefined ? UNCHANGED : await load(own.inner, own.innerOptions);
  const key = (text: string, path: string, options: TransformOptions, innerKey = ""): string =>
    hash([
      weave(own, text, path)?.code,
      innerKey || [text, path, options.configString],
      options.instrument,
    ]);
  return {
    canInstrument: inner.canInstrument ?? false,
    ...(inner.process && {
      process(text, path, options) {
        const woven = weave(own, text, path);
        const given = innerOptions(own, options);
        return mapped(path, woven, inner.process?.(woven?.code ?? text, path, given));
      },
    }),
    ...(inner.processAsync && {
      async processAsync(text, path, options) {
        const woven = weave(own, text, path);
        const given = innerOptions(own, options);
        return mapped(path, woven, await inner.processAsync?.(woven?.code ?? text, path, given));
      },
    }),
    getCacheKey: (text, path, options) =>
      key(text, path, options, inner.getCacheKey?.(text, path, innerOptions(own, options))),
    ...(inner.getCacheKeyAsync && {
      getCacheKeyAsync: async (text, path, options) =>
        key(
          text,
          path,
          options,
          await inner.getCacheKeyAsync?.(text, path, innerOptions(own, options)),
        ),
    }),
  };
}

export default { createTransformer };

const UNCHANGED: Transformer = { process: (code) => ({ code }) };

/** Loads a transformer as Jest does. */
async function load(path: string, options: unknown): Promise<Transformer> {
  const namespace: unknown = await import(pathToFileURL(path).href);
  const exported = property(namespace, "default") ?? namespace;
  const isInterop = property(exported, "__esModule") === true;
  const transformer = (isInterop ? property(exported, "default") : undefined) ?? exported;
  const create = property(transformer, "createTransformer");
  // Sound: Jest would have refused anything else.
  if (typeof create !== "function") return transformer as Transformer;
  return (await create.call(transformer, options)) as Transformer;
}

/** Jest makes its transformers anew for each test file; the analysis of the sources stays. */
const sources = new Map<string, ProjectSources>();

function weave({ root, settings }: WeavingOptions, text: string, path: string): Woven | undefined {
  try {
    const known = sources.get(root) ?? openSources(root, settings ?? {});
    sources.set(root, known);
    return known.weave(path, text);
  } catch {
    // The file runs as it is, and what ran of it is unknown.
    return undefined;
  }
}

/** What the inner transformer would be given without us; some keep what they make by configuration. */
function innerOptions(own: WeavingOptions, options: TransformOptions): TransformOptions {
  let config = originals.get(options.config);
  if (config === undefined) {
    config = { ...options.config, transform: options.config.transform.flatMap(unwrapped) };
    originals.set(options.config, config);
  }
  return { ...options, config, transformerConfig: own.innerOptions };
}

const originals = new WeakMap<JestProjectConfig, JestProjectConfig>();

function unwrapped([pattern, path, options]: JestTransform): readonly JestTransform[] {
  if (property(options, "root") === undefined || !path.endsWith("jest-transform.js")) {
    return [[pattern, path, options]];
  }
  const { inner, innerOptions } = options as WeavingOptions;
  return inner === undefined ? [] : [[pattern, inner, innerOptions]];
}

function hash(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}

function property(value: unknown, name: string): unknown {
  const holds = (typeof value === "object" && value !== null) || typeof value === "function";
  return holds ? Reflect.get(value, name) : undefined;
}
