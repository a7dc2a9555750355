import istanbul, { type FileCoverageData } from "istanbul-lib-coverage";
import { reasonOf } from "../errors.js";
import { isRecord } from "../is-record.js";
import { readLines } from "./read-lines.js";

/** What one source's coverage says: how often each line with something to run was run. */
export type ReportLine = (file: string, line: number, hits: number) => void;

/** One member of the object, as istanbul's reporters write it: a line a file. */
const MEMBER = /^[{,]?\s*("(?:[^"\\]|\\.)*")\s*:\s*(\{.*\})\s*,?\}?$/;

/**
 * Reads `coverage-final.json` of istanbul, nyc, Jest, Vitest or c8 file by file: it may be larger than what is worth keeping.
 * Throws an `Error` that says what is wrong with it.
 */
export function readIstanbul(path: string, report: ReportLine): void {
  const unread: string[] = [];
  for (const line of readLines(path)) {
    const member = unread.length === 0 ? parseMember(line) : undefined;
    if (member) reportFile(member.name, member.coverage, report);
    else if (!/^[{}\s]*$/.test(line)) unread.push(line);
    else if (unread.length > 0) unread.push(line);
  }
  if (unread.length > 0) readWhole(path, report);
}

function readWhole(path: string, report: ReportLine): void {
  const content: unknown = JSON.parse([...readLines(path)].join("\n"));
  if (!isRecord(content)) throw new Error("it is not an object of files");
  for (const [name, coverage] of Object.entries(content)) reportFile(name, coverage, report);
}

function parseMember(
  line: string,
): { readonly name: string; readonly coverage: unknown } | undefined {
  const [, name, body] = MEMBER.exec(line) ?? [];
  if (name === undefined || body === undefined) return undefined;
  const coverage = parse(body) ?? parse(body.slice(0, -1));
  const key = parse(name);
  return coverage === undefined || typeof key !== "string" ? undefined : { name: key, coverage };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function reportFile(name: string, coverage: unknown, report: ReportLine): void {
  // A report of nyc's may wrap the same.
  const data = isRecord(coverage) && isRecord(coverage["data"]) ? coverage["data"] : coverage;
  if (!isRecord(data) || !isRecord(data["statementMap"]) || !isRecord(data["s"]))
    throw new Error(`what it says of ${name} is not coverage`);
  const lines = linesOf(name, data);
  for (const [line, hits] of Object.entries(lines)) {
    const number = Number(line);
    if (isLine(number) && Number.isSafeInteger(hits) && hits >= 0) report(name, number, hits);
    else throw new Error(`what it says of ${name} is not coverage`);
  }
}

function linesOf(
  name: string,
  data: Readonly<Record<string, unknown>>,
): Readonly<Record<string, number>> {
  try {
    // Sound as far as lines go: everything that is taken from it is checked above and below.
    return istanbul
      .createFileCoverage({
        path: name,
        fnMap: {},
        branchMap: {},
        f: {},
        b: {},
        ...data,
      } as FileCoverageData)
      .getLineCoverage();
  } catch (error) {
    throw new Error(`what it says of ${name} is not coverage (${reasonOf(error)})`, {
      cause: error,
    });
  }
}

/** No source has more lines; a report that says so would have room made for them. */
const MOST_LINES = 1_000_000;

export function isLine(line: number): boolean {
  return Number.isInteger(line) && line > 0 && line <= MOST_LINES;
}
