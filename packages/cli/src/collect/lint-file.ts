import { isAbsolute, relative, sep } from "node:path";
import { FaultlineError } from "../errors.js";
import { isRecord } from "../is-record.js";
import type { CollectedLint, LintedFile, LintMessage } from "./lint-message.js";
import { readJson } from "./read-json.js";

const REMEDY = "Make it again with `eslint . --format json --output-file FILE`.";

/** Reads a file that `eslint --format json` wrote. */
export function readLintFile(root: string, file: string): CollectedLint {
  const content = readJson(root, file, { content: "ESLint results", remedy: REMEDY });
  // `json-with-metadata` wraps the same list.
  const results = isRecord(content) && "results" in content ? content["results"] : content;
  if (!Array.isArray(results)) return refuse(file, "not a list of results");
  return { source: file, files: results.map((result: unknown) => parseResult(root, file, result)) };
}

function parseResult(root: string, source: string, result: unknown): LintedFile {
  if (!isRecord(result) || typeof result["filePath"] !== "string")
    return refuse(source, "a result has no filePath");
  const messages = result["messages"];
  if (!Array.isArray(messages))
    return refuse(source, `the result for ${result["filePath"]} has no messages`);
  const suppressed = Array.isArray(result["suppressedMessages"])
    ? result["suppressedMessages"]
    : [];
  return {
    file: relativeTo(root, result["filePath"]),
    messages: [
      ...messages.map((message: unknown) => parseMessage(source, message, false)),
      ...suppressed.map((message: unknown) => parseMessage(source, message, true)),
    ],
  };
}

function parseMessage(source: string, message: unknown, isSuppressed: boolean): LintMessage {
  if (!isRecord(message) || typeof message["message"] !== "string")
    return refuse(source, "a message has no text");
  const { ruleId, messageId, line, column, endLine, endColumn, fatal, severity } = message;
  return {
    ruleId: typeof ruleId === "string" ? ruleId : null,
    message: message["message"],
    ...(typeof messageId === "string" && { messageId }),
    line: position(line),
    column: position(column),
    ...(typeof endLine === "number" && { endLine: position(endLine) }),
    ...(typeof endColumn === "number" && { endColumn: position(endColumn) }),
    ...(fatal === true && { fatal: true }),
    isError: severity === 2,
    isSuppressed,
  };
}

function position(value: unknown): number {
  return typeof value === "number" && Number.isInteger(value) && value > 0 ? value : 1;
}

/** Results may come from another checkout; what is not below the root keeps the path it has. */
function relativeTo(root: string, path: string): string {
  if (!isAbsolute(path)) return path.split(sep).join("/");
  const below = relative(root, path);
  return (below.startsWith("..") ? path : below).split(sep).join("/");
}

function refuse(file: string, reason: string): never {
  throw new FaultlineError(`${file} does not hold ESLint results: ${reason}.`, REMEDY);
}
