import { createRequire } from "node:module";
import type { ProjectSources } from "./project-sources.js";
import type { TestRun } from "./test-run.js";

/** Judges a finished run and returns what to print. */
export type Judge = (run: TestRun, root: string, sources: ProjectSources) => Promise<string>;

// Not `import()`: Vitest may rewrite it for its module runner, which is closed when reports are merged.
const beside = createRequire(import.meta.url);

/** The analysis is loaded with the first source that a test needs, so that a run without any does not pay for it. */
export function openSources(root: string, settings: unknown): ProjectSources {
  // Sound: it is the file beside this one, of the same build.
  const module = beside("./project-sources.js") as typeof import("./project-sources.js");
  return new module.ProjectSources(root, settings);
}

export function judgeLazily(run: TestRun, root: string, sources: ProjectSources): Promise<string> {
  // Sound, as above.
  const { reportRun } = beside("./report-run.js") as typeof import("./report-run.js");
  return reportRun(run, root, sources);
}
