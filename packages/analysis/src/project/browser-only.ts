import { readFileSync } from "node:fs";
import { join } from "node:path";
import { noteFile } from "./noted-inputs.js";
import { stampOf } from "./read-json.js";

interface Framework {
  /** A dependency by which the framework is known. */
  readonly dependency: RegExp;
  /** Its configuration, without the extension. */
  readonly config: string;
  /** What says there that no server runs the package's code. */
  readonly withoutServer: RegExp;
}

/**
 * Frameworks of both sides that can be told to make a page only. Nuxt is not among them: with
 * `ssr: false` it still serves the routes of its `server` folder.
 * https://reactrouter.com/how-to/spa, https://nextjs.org/docs/app/guides/static-exports
 */
const FRAMEWORKS: readonly Framework[] = [
  {
    dependency: /^@react-router\/(?:dev|node)$/,
    config: "react-router.config",
    withoutServer: /\bssr\s*:\s*false\b/,
  },
  {
    dependency: /^next$/,
    config: "next.config",
    withoutServer: /\boutput\s*:\s*(["'`])export\1/,
  },
];

const EXTENSIONS = ["ts", "js", "mts", "mjs", "cjs"];

/** Whether a package is built for browsers alone, and the files that decide it. */
export interface BrowserOnly {
  readonly isBrowserOnly: boolean;
  /** The configuration files that say so, or could come to, with their versions on disk. */
  readonly stamps: ReadonlyMap<string, string | undefined>;
}

/** Reads the configuration of the frameworks that a package depends on. */
export function browserOnly(home: string, dependencies: readonly string[]): BrowserOnly {
  const used = FRAMEWORKS.filter(({ dependency }) =>
    dependencies.some((name) => dependency.test(name)),
  );
  const configs = used.flatMap(({ config, withoutServer }) =>
    EXTENSIONS.map((extension) => ({ path: join(home, `${config}.${extension}`), withoutServer })),
  );
  for (const { path } of configs) noteFile(path);
  return {
    isBrowserOnly: configs.some(({ path, withoutServer }) =>
      withoutServer.test(withoutComments(textOf(path))),
    ),
    stamps: new Map(configs.map(({ path }) => [path, stampOf(path)])),
  };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // Not there under this extension.
    return "";
  }
}

/** A comment often holds the other setting: `// ssr: false for a single page`. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, "");
}
