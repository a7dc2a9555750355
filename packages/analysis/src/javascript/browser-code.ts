import type { Reference, ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { JavaScriptSource } from "./source.js";

/** Globals that only a browser has. */
const BROWSER_GLOBALS =
  /^(?:window|document|(?:local|session)Storage|HTML\w*Element|Image|FileReader|XMLHttpRequest|customElements|matchMedia|requestAnimationFrame|(?:Mutation|Intersection|Resize)Observer)$/;

/**
 * Packages that draw in a browser, and the one that keeps a module out of a server; a server that renders pages imports them in
 * components of their own.
 */
const BROWSER_PACKAGES =
  /^(?:react|react-dom|vue|svelte|preact|solid-js|jquery|client-only|prosemirror-(?:view|state))(?:\/|$)|^@angular\/(?!ssr)/;

/** Named after the package `client-only`, which says the same in one file. */
const BROWSER_FOLDER = /[/\\]client-only[/\\]/;

/** True for a file that runs in a browser: nobody waits at the other end of a thread there. */
export function isBrowserCode({ ast, path, scopeManager }: JavaScriptSource): boolean {
  if (path !== undefined && isBrowserPath(path)) return true;
  if (ast.body.some(isBrowserStatement)) return true;
  return globalUses(scopeManager).some(
    ({ identifier }) =>
      identifier.type === "Identifier" &&
      BROWSER_GLOBALS.test(identifier.name) &&
      // `typeof window` is how shared code asks where it is.
      identifier.parent.type !== "UnaryExpression",
  );
}

/** The uses of what the file doesn't declare; ESLint takes those for resolved that its configuration names as globals. */
function globalUses({ globalScope }: ScopeManager): readonly Reference[] {
  const named = (globalScope?.variables ?? [])
    .filter(({ defs }) => defs.length === 0)
    .flatMap(({ references }) => references.filter(({ isValueReference }) => isValueReference));
  return [...(globalScope?.through ?? []), ...named];
}

/** True for a file in a folder that is kept out of servers. */
export function isBrowserPath(path: string): boolean {
  return BROWSER_FOLDER.test(path);
}

/** `"use client"`, or an import that only works in a browser. */
function isBrowserStatement(statement: TSESTree.ProgramStatement): boolean {
  if (statement.type === "ExpressionStatement") return statement.directive === "use client";
  return (
    statement.type === "ImportDeclaration" &&
    statement.importKind !== "type" &&
    BROWSER_PACKAGES.test(statement.source.value)
  );
}
