import { isAbsolute, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { SourceLocation } from "@faultline/contract";
import { isRecord } from "../is-record.js";

/** The folders that a run's addresses begin at, by their name (SARIF 2.1.0, section 3.14.14). */
export type UriBases = Readonly<Record<string, unknown>>;

/** Where a result is, relative to `root` with forward slashes; undefined where it names no file. */
export function sarifLocation(
  root: string,
  bases: UriBases,
  location: unknown,
): SourceLocation | undefined {
  const physical = isRecord(location) ? location["physicalLocation"] : undefined;
  const artifact = isRecord(physical) ? physical["artifactLocation"] : undefined;
  if (!isRecord(physical) || !isRecord(artifact) || typeof artifact["uri"] !== "string")
    return undefined;
  const region = isRecord(physical["region"]) ? physical["region"] : {};
  const line = position(region["startLine"]) ?? 1;
  const column = position(region["startColumn"]) ?? 1;
  const endLine = position(region["endLine"]) ?? line;
  return {
    file: fileOf(root, resolveBase(bases, artifact["uriBaseId"], artifact["uri"])),
    line,
    column,
    endLine,
    endColumn: position(region["endColumn"]) ?? (endLine === line ? column + 1 : 1),
  };
}

/** An address below a base that is known by an absolute address; others are taken as the project's root. */
function resolveBase(bases: UriBases, id: unknown, uri: string): string {
  const base = typeof id === "string" && Object.hasOwn(bases, id) ? bases[id] : undefined;
  const start = isRecord(base) ? base["uri"] : undefined;
  if (typeof start !== "string" || /^[a-z][a-z\d+.-]*:/i.test(uri)) return uri;
  return start.endsWith("/") ? `${start}${uri}` : `${start}/${uri}`;
}

function fileOf(root: string, uri: string): string {
  const path = uri.startsWith("file:") ? pathOf(uri) : decoded(uri);
  const below = isAbsolute(path) ? relative(root, path) : path;
  const file = below.startsWith("..") ? path : below;
  return file
    .split(sep)
    .join("/")
    .replace(/^(?:\.\/)+/, "");
}

function pathOf(uri: string): string {
  try {
    return fileURLToPath(uri);
  } catch {
    // Of another machine: it names nothing here, and is shown as it is.
    return uri;
  }
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    // A stray percent sign: the name is meant as it stands.
    return uri;
  }
}

function position(value: unknown): number | undefined {
  return typeof value === "number" && Number.isInteger(value) && value > 0 ? value : undefined;
}
