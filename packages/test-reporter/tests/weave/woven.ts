import { analyseForCounting, projectFor } from "@faultline/analysis";
import { loadMark, weave, type Woven } from "../../src/weave/weave.js";

const project = projectFor(import.meta.dirname, {});

/** A text with its counters; undefined where there is nothing to count. */
export function woven(text: string, file = "src/code.ts"): Woven | undefined {
  const analysis = analyseForCounting(file, text, `${import.meta.dirname}/${file}`, project);
  if (!analysis.ok) throw new Error(analysis.problem.message);
  const { places } = analysis;
  return places && weave(text, loadMark(file, text, places), places);
}

/** The woven code as a reader wants it: `ran(…)` for a counter, without the mark at the file's begin. */
export function shown(text: string, file?: string): string {
  return (woven(text, file)?.code ?? text)
    .replaceAll(/;?Reflect\.get\(globalThis, "__faultline__"\)\?\.loaded\([^)]*\);/g, "")
    .replaceAll('Reflect.get(globalThis, "__faultline__")?.ran', "ran")
    .replaceAll(/"src\/code\.[a-z]+#/g, '"');
}
