import { createRequire } from "node:module";
import type { TestRun } from "./test-run.js";

/** Judges a finished run and returns what to print. */
export type Judge = (run: TestRun, root: string, settings?: unknown) => Promise<string>;

/** The analysis is loaded when the run is over, so that it costs nothing while tests run. */
export function judgeLazily(run: TestRun, root: string, settings?: unknown): Promise<string> {
  // Not `import()`: Vitest may rewrite it for its module runner, which is closed when reports are merged.
  const beside = createRequire(import.meta.url);
  // Sound: it is the file beside this one, of the same build.
  const { reportRun } = beside("./report-run.js") as typeof import("./report-run.js");
  return reportRun(run, root, settings);
}
