import { pathToFileURL } from "node:url";
import type { TestProject } from "vitest/node";

/** Adds a set-up file of ours to a project; first, so that what the user's own set-up files do is seen. */
export function addSetupFile(project: TestProject, file: string): void {
  const { setupFiles, server } = project.config;
  if (setupFiles.includes(file)) return;
  setupFiles.unshift(file);
  // Vitest runs its set-up files anew for each test file of a worker, but takes one that was added
  // this late, in `node_modules`, for a library, which a worker loads once. From 4 on, what is no
  // library is in a list of its own; before, in one with what the user chose.
  const inlineFiles = property(property(property(project, "_resolver"), "options"), "inlineFiles");
  const inline = server.deps?.inline;
  if (Array.isArray(inlineFiles)) inlineFiles.push(file, pathToFileURL(file).href);
  else if (Array.isArray(inline))
    inline.push(/[\\/]test-reporter[\\/]dist[\\/]probe[\\/]setup\.js$/);
}

/** Private to Vitest, so nothing of its shape is taken for granted. */
function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
