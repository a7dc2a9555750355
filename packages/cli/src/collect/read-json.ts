import { readFileSync } from "node:fs";
import { FaultlineError, reasonOf } from "../errors.js";

/** The content of a JSON file that the user named; throws what a reader of one line needs. */
export function readJson(path: string, purpose: string, remedy: string): unknown {
  const text = readText(path, purpose, remedy);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FaultlineError(`${path} is not the JSON of ${purpose}: ${reasonOf(error)}.`, remedy);
  }
}

function readText(path: string, purpose: string, remedy: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new FaultlineError(`${path} can't be read as ${purpose}: ${reasonOf(error)}.`, remedy);
  }
}
