import { builtinModules } from "node:module";
import { join } from "node:path";
import { mayMean, possibleImporters, possibleViews } from "../project/importers.js";
import { packageFacts } from "../project/package-facts.js";
import { resolveModule } from "../project/resolve-module.js";
import { PerRoundOf } from "../project/round.js";
import { projectRoot } from "../project/shipped-texts.js";
import { packageFolders } from "../project/workspace-packages.js";
import { isBrowserPath } from "./browser-code.js";
import type { FileFacts } from "./file-facts.js";
import type { ProjectIndex } from "./project-index.js";
import type { SourceText } from "./source-text.js";

/** How many modules one answer may look at; what more lead to is used everywhere. */
const MAX_MODULES = 60;

/** `"use client"` before anything else, or the package that says the same. */
const CLIENT = [
  /^(?:\s|\/\/.*\n|\/\*(?:[^*]|\*(?!\/))*\*\/|["']use strict["'];?)*["']use client["']/,
  /^import\s*["']client-only["']/m,
] as const;

/** What only a server has, or answers. */
const SERVER = new RegExp(
  String.raw`["']use server["']|\b(?:from|import|require)\s*\(?\s*["'](?:server-only|next/(?:server|headers)|node:[\w/]+|${builtinModules.join("|")})["']`,
);

const answers = new PerRoundOf<ProjectIndex, boolean>();

/**
 * True where every way to a module begins at code that a browser runs: a component that says `"use client"`,
 * a front end. Goes by texts alone. What nobody imports is run by something else, so it is no browser's.
 */
export function isOnlyForBrowsers({ source: { path }, project, text }: FileFacts): boolean {
  if (path === undefined || !hasBrowserFramework(project, path)) return false;
  return answers.get(project, path, () => !mayRunOnServer(project, path, text));
}

const frameworks = new PerRoundOf<ProjectIndex, boolean>();

/** Elsewhere no file needs to be looked at. */
function hasBrowserFramework(project: ProjectIndex, path: string): boolean {
  const root = projectRoot(path);
  if (root === undefined) return false;
  return frameworks.get(project, root, () =>
    packageFolders(root).some(
      (folder) => packageFacts(join(folder, "package.json")).usesBrowserFramework,
    ),
  );
}

/** Goes up from importer to importer, to the ones that are surely a browser's. */
function mayRunOnServer(project: ProjectIndex, path: string, text: SourceText): boolean {
  const reached = new Map<string, SourceText>([[path, text]]);
  for (const [module, itsText] of reached) {
    if (module !== path && isBrowserModule(module, itsText)) continue;
    if (isServerModule(project, module, itsText)) return true;
    const importers = importersOf(project, module);
    if (!importers || importers.length === 0) return true;
    for (const [importer, itsOwn] of importers) reached.set(importer, itsOwn);
    if (reached.size > MAX_MODULES) return true;
  }
  return false;
}

function isBrowserModule(path: string, text: SourceText): boolean {
  const home = packageFacts(path);
  return (
    CLIENT.some((pattern) => text.mentions(pattern)) ||
    isBrowserPath(path) ||
    home.role === "front-end" ||
    home.isClientFile(path)
  );
}

function isServerModule({ calls }: ProjectIndex, path: string, text: SourceText): boolean {
  return text.mentions(SERVER) || calls.isFoundByPath(path) || packageFacts(path).mayBeEntry(path);
}

type Importer = readonly [path: string, text: SourceText];

/** The modules that import one; undefined where that can't be told. */
function importersOf(project: ProjectIndex, path: string): readonly Importer[] | undefined {
  const found: Importer[] = [];
  for (const candidate of [...possibleImporters(path), ...possibleViews(path)]) {
    const text = project.textAt(candidate);
    if (!text) return undefined;
    const meant = specifiersIn(text)
      .filter((specifier) => mayMean(specifier, path))
      .map((specifier) => resolvedFrom(candidate, specifier));
    if (meant.includes("unknown")) return undefined;
    if (meant.includes(path)) found.push([candidate, text]);
  }
  return found;
}

const SIDE_EFFECT = /^[ \t]*import\s*["']([^"'\n]+)["']/gm;

/** What a text imports to run it. */
function specifiersIn(text: SourceText): readonly string[] {
  const values = text.imports.filter(({ names }) => names?.length !== 0);
  const effects = [...text.text.matchAll(SIDE_EFFECT)].map(([, specifier = ""]) => specifier);
  return [...values.map(({ specifier }) => specifier), ...effects];
}

/** The file that an import means; undefined for another one or an installed package, `unknown` for an alias that leads nowhere. */
function resolvedFrom(importer: string, specifier: string): string | undefined {
  const path = resolveModule(importer, specifier);
  if (path !== undefined || specifier.startsWith(".")) return path;
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
  const isPackage =
    builtinModules.includes(name) ||
    specifier.startsWith("node:") ||
    packageFacts(importer).majorOf(name) !== undefined;
  return isPackage ? undefined : "unknown";
}
