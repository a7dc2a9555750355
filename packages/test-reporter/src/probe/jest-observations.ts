import { openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { pid } from "node:process";
import { threadId } from "node:worker_threads";
import type { LoadedCode, TestObservation } from "./observation.js";

/** The variable with the folder in which the reporter expects observations. */
export const FOLDER_VARIABLE = "FAULTLINE_JEST_FOLDER";

/** The variable with the root of the run. */
export const ROOT_VARIABLE = "FAULTLINE_JEST_ROOT";

/**
 * The global under which the reporter says which of Jest's projects a test file runs in. It is the
 * same in each run: Jest's cache of transformed files is keyed on the configuration.
 */
export const PROJECT_KEY = "__FAULTLINE_PROJECT__";

/** One line of an observation file: a test, or what was loaded. */
export type ObservationFileLine = ObservationLine | { readonly loaded: LoadedCode };

/** What the probe saw of a test. */
export interface ObservationLine {
  /** Absolute path of the test file. */
  readonly file: string;
  /** Jest's id of the project. */
  readonly project: string;
  /** The test's place among the tests of its file; a test that is retried has one line a try. */
  readonly ordinal: number;
  /** The titles of the describe blocks around the test, and its own. */
  readonly titles: readonly string[];
  readonly observation: TestObservation;
}

/** Takes the observations of one test file. */
export interface Observations {
  add(ordinal: number, titles: readonly string[], observation: TestObservation): void;
  addLoaded(loaded: LoadedCode): void;
}

/** The root of the run, to which the names of files are relative. */
export function rootOfRun(): string {
  return process.env[ROOT_VARIABLE] ?? process.cwd();
}

/**
 * Where the observations of a test file go; undefined where no reporter waits for them. Jest hands
 * nothing on from a test to a reporter, so each process writes a file of its own.
 */
export function openObservations(
  file: string,
  project: string,
  sandboxEnv: object,
): Observations | undefined {
  const folder = process.env[FOLDER_VARIABLE];
  if (folder === undefined) return undefined;
  // Tests, and what they start, see the environment as it would be without the reporter.
  Reflect.deleteProperty(sandboxEnv, FOLDER_VARIABLE);
  Reflect.deleteProperty(sandboxEnv, ROOT_VARIABLE);
  const descriptor = openFile(folder);
  const write = (line: ObservationFileLine): void => {
    writeSync(descriptor, `${JSON.stringify(line)}\n`);
  };
  return {
    add(ordinal, titles, observation) {
      write({ file, project, ordinal, titles, observation });
    },
    addLoaded(loaded) {
      write({ loaded });
    },
  };
}

/** In watch mode each run has its own folder. */
function openFile(folder: string): number {
  if (open?.folder === folder) return open.descriptor;
  const name = `${String(pid)}-${String(threadId)}.ndjson`;
  open = { folder, descriptor: openSync(join(folder, name), "a") };
  return open.descriptor;
}

let open: { readonly folder: string; readonly descriptor: number } | undefined;
