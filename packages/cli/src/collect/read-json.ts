import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { FaultlineError, reasonOf } from "../errors.js";

/** What a JSON file should hold, and what to do when it doesn't: for messages. */
export interface JsonPurpose {
  /** `a test run's evidence`. */
  readonly content: string;
  readonly remedy: string;
}

/** The content of a JSON file that the user named; throws what a reader of one line needs. */
export function readJson(root: string, file: string, { content, remedy }: JsonPurpose): unknown {
  const text = attempt(
    () => readFileSync(resolve(root, file), "utf8"),
    (reason) => new FaultlineError(`${file} can't be read as ${content}: ${reason}.`, remedy),
  );
  return attempt(
    (): unknown => JSON.parse(text),
    (reason) => new FaultlineError(`${file} is not the JSON of ${content}: ${reason}.`, remedy),
  );
}

function attempt<T>(action: () => T, failure: (reason: string) => FaultlineError): T {
  try {
    return action();
  } catch (error) {
    throw failure(reasonOf(error));
  }
}
