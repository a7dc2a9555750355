import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isObservation } from "./observed-tests.js";
import { FOLDER_VARIABLE, type ObservationLine } from "./probe/jest-observations.js";

/** Makes the folder in which Jest's workers leave what the probe saw, and tells them where it is. */
export function openObservationFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "faultline-jest-"));
  process.env[FOLDER_VARIABLE] = folder;
  return folder;
}

/** Reads what the workers left, and removes the folder. A line that a killed worker left half written is dropped. */
export function takeObservations(folder: string): readonly ObservationLine[] {
  Reflect.deleteProperty(process.env, FOLDER_VARIABLE);
  const lines = readdirSync(folder).flatMap((name) =>
    readFileSync(join(folder, name), "utf8").split("\n").flatMap(parseLine),
  );
  rmSync(folder, { recursive: true, force: true });
  return lines;
}

function parseLine(text: string): readonly ObservationLine[] {
  try {
    const line: unknown = JSON.parse(text);
    return isLine(line) ? [line] : [];
  } catch {
    return [];
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
