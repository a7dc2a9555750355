import type { TestProject } from "vitest/node";

/** Adds a set-up file of ours to a project; first, so that what the user's own set-up files do is seen. */
export function addSetupFile(project: TestProject, file: string): void {
  const { setupFiles, server } = project.config;
  if (setupFiles.includes(file)) return;
  setupFiles.unshift(file);
  // Vitest runs its set-up files anew for each test file of a worker, but takes one that was added
  // this late, in `node_modules`, for a library: that is loaded once.
  const inline = server.deps?.inline;
  if (Array.isArray(inline)) inline.push(/[\\/]test-reporter[\\/]dist[\\/]probe[\\/]setup\.js$/);
}
