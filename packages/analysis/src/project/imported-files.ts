import { resolveModule } from "./resolve-module.js";

/** The files of the project that a module imports. */
export interface ImportedFiles {
  /** Absolute paths, those of types among them. */
  readonly files: readonly string[];
  /** False where it also loads what only running it could tell: `import(path)`, `require(join(…))`. */
  readonly isComplete: boolean;
}

const SPECIFIER = /(?:\bfrom|\bimport|\b(?:require|import)\s*\()\s*["'`]([^"'`\n$]+)["'`]/g;
const COMPUTED =
  /\b(?:require|import)\s*\(\s*(?!["'`]|\/[*/]|\))|\b(?:require|import)\s*\(\s*`[^`]*\$\{/;

/** What a module's text imports, resolved as its code would be. `path` is where the module is on disk. */
export function importedFiles(path: string, text: string): ImportedFiles {
  const specifiers = new Set([...text.matchAll(SPECIFIER)].map(([, specifier = ""]) => specifier));
  return {
    files: [...specifiers].flatMap((specifier) => resolveModule(path, specifier) ?? []),
    isComplete: !COMPUTED.test(text),
  };
}
