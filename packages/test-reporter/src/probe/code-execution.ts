import { Session } from "node:inspector";
import { sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { ExecutedScript } from "./observation.js";

/** Where the code of the module `file` begins in the script that the runner made of it. */
export type StartOffsetOf = (file: string) => number;

/** Counts the code that runs in this process, between one call of `take` and the next. */
export interface CodeExecution {
  /** The project's scripts that ran since the last call. */
  take(): readonly ExecutedScript[];
}

/**
 * Starts counting with V8's block coverage. Taking resets V8's counters, so this must not run
 * beside a coverage tool that reads them. Only scripts below `root`, outside `node_modules`, count.
 */
export function startCodeExecution(
  root: string,
  isTestFile: (file: string) => boolean,
  startOffsetOf: StartOffsetOf,
): CodeExecution {
  const session = new Session();
  session.connect();
  session.post("Profiler.enable");
  session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  const below = root.endsWith(sep) ? root : root + sep;
  return {
    take() {
      const scripts: ExecutedScript[] = [];
      // In one thread the inspector answers before `post` returns.
      session.post("Profiler.takePreciseCoverage", (error, taken) => {
        if (error !== null) return;
        for (const { url, functions } of taken.result) {
          if (!url.startsWith("file:") || url.includes("/node_modules/")) continue;
          const file = fileURLToPath(url);
          if (!file.startsWith(below) || isTestFile(file)) continue;
          if (!functions.some(({ ranges }) => ranges.some(({ count }) => count > 0))) continue;
          scripts.push({ file, startOffset: startOffsetOf(file), functions: functions.map(bare) });
        }
      });
      return scripts;
    },
  };
}

/** Without the function's name, which nobody needs in the main process. */
function bare({
  isBlockCoverage,
  ranges,
}: ExecutedScript["functions"][number]): ExecutedScript["functions"][number] {
  return { isBlockCoverage, ranges };
}
