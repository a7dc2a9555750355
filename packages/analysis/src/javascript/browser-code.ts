import type { JavaScriptSource } from "./source.js";

/** Globals that only a browser has. */
const BROWSER_GLOBALS = new Set([
  "window",
  "document",
  "localStorage",
  "sessionStorage",
  "HTMLElement",
  "HTMLInputElement",
  "HTMLImageElement",
  "Image",
  "FileReader",
  "XMLHttpRequest",
]);

/** Packages that draw in a browser; a server that renders pages imports them in components of their own. */
const BROWSER_PACKAGES =
  /^(?:react|react-dom|vue|svelte|preact|solid-js|jquery|prosemirror-(?:view|state))(?:\/|$)|^@angular\/(?!ssr)/;

/** True for a file that runs in a browser: nobody waits at the other end of a thread there. */
export function isBrowserCode({ ast, scopeManager }: JavaScriptSource): boolean {
  const imports = ast.body.some(
    (statement) =>
      statement.type === "ImportDeclaration" &&
      statement.importKind !== "type" &&
      BROWSER_PACKAGES.test(statement.source.value),
  );
  if (imports) return true;
  const unresolved = scopeManager.globalScope?.through ?? [];
  return unresolved.some(
    ({ identifier }) =>
      identifier.type === "Identifier" &&
      BROWSER_GLOBALS.has(identifier.name) &&
      // `typeof window` is how shared code asks where it is.
      identifier.parent.type !== "UnaryExpression",
  );
}
