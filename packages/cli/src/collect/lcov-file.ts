import { isLine, type ReportLine } from "./istanbul-file.js";
import { readLines } from "./read-lines.js";

/**
 * Reads an LCOV report, as far as it speaks of lines. Throws an `Error` that says what is wrong with it.
 * The format: `man geninfo`, "FILES".
 */
export function readLcov(path: string, report: ReportLine): void {
  let file: string | undefined;
  let isReport = false;
  for (const line of readLines(path)) {
    if (line.startsWith("SF:")) {
      file = line.slice(3);
      isReport = true;
    } else if (line === "end_of_record") file = undefined;
    else if (line.startsWith("DA:")) {
      const [number = Number.NaN, hits = Number.NaN] = line.slice(3).split(",").map(Number);
      const isCount = Number.isSafeInteger(hits) && hits >= 0;
      if (file === undefined || !isLine(number) || !isCount)
        throw new Error(`"${line.slice(0, 60)}" is no count of a line`);
      report(file, number, hits);
    }
  }
  if (!isReport) throw new Error("it names no source (SF:)");
}
