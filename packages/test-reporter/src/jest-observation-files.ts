import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isLoadedCode, isObservation } from "./observed-tests.js";
import type { LoadedCode } from "./probe/observation.js";
import { FOLDER_VARIABLE, ROOT_VARIABLE, type ObservationLine } from "./probe/jest-observations.js";

/** Makes the folder in which Jest's workers leave what the probe saw, and tells them where it is. */
export function openObservationFolder(root: string): string {
  const folder = mkdtempSync(join(tmpdir(), "faultline-jest-"));
  process.env[FOLDER_VARIABLE] = folder;
  process.env[ROOT_VARIABLE] = root;
  return folder;
}

/** What the workers of a run left. */
export interface TakenObservations {
  readonly lines: readonly ObservationLine[];
  readonly loads: readonly LoadedCode[];
}

/** Reads what the workers left, and removes the folder. A line that a killed worker left half written is dropped. */
export function takeObservations(folder: string): TakenObservations {
  Reflect.deleteProperty(process.env, FOLDER_VARIABLE);
  Reflect.deleteProperty(process.env, ROOT_VARIABLE);
  const found = readdirSync(folder).flatMap((name) =>
    readFileSync(join(folder, name), "utf8").split("\n").map(parse),
  );
  rmSync(folder, { recursive: true, force: true });
  return {
    lines: found.filter(isLine),
    loads: found.map((line) => Reflect.get(Object(line), "loaded") as unknown).filter(isLoadedCode),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isLine(value: unknown): value is ObservationLine {
  if (typeof value !== "object" || value === null) return false;
  return (
    typeof Reflect.get(value, "file") === "string" &&
    typeof Reflect.get(value, "project") === "string" &&
    typeof Reflect.get(value, "ordinal") === "number" &&
    Array.isArray(Reflect.get(value, "titles")) &&
    isObservation(Reflect.get(value, "observation"))
  );
}
