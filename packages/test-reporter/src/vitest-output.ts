import type { Vitest } from "vitest/node";

/** Prints `text` on standard output, unless that carries another reporter's machine-readable report. */
export function print(vitest: Vitest, text: string): void {
  const isReport = reporterNames(vitest).some((name) => REPORTS.has(name));
  if (isReport && !vitest.config.outputFile) vitest.logger.error(text);
  else vitest.logger.log(text);
}

/** Whether the run leaves a blob, which carries the tests' metadata to the run that merges shards. */
export function writesBlob(vitest: Vitest): boolean {
  return reporterNames(vitest).includes("blob");
}

const REPORTS = new Set(["json", "junit", "tap", "tap-flat"]);

function reporterNames(vitest: Vitest): readonly string[] {
  return vitest.config.reporters.map((reporter) => {
    if (typeof reporter === "string") return reporter;
    return Array.isArray(reporter) ? reporter[0] : "";
  });
}
