import { FaultlineError } from "../errors.js";
import { isRecord } from "../is-record.js";
import type { ExternalGrade, ExternalResult, ExternalRun } from "./external-result.js";
import { readJson } from "./read-json.js";
import { sarifLocation, type UriBases } from "./sarif-location.js";
import { ruleOf, rulesOf, textOf, type SarifRule } from "./sarif-rule.js";

const REMEDY = "Make it again with the tool's SARIF 2.1.0 output.";

/** Reads a file in the Static Analysis Results Interchange Format, version 2.1.0 (OASIS, sections 3.13 to 3.58). */
export function readSarifFile(root: string, file: string): readonly ExternalRun[] {
  const content = readJson(root, file, { content: "SARIF", remedy: REMEDY });
  if (!isRecord(content) || !Array.isArray(content["runs"])) return refuse(file, "it has no runs");
  const { version } = content;
  if (version !== "2.1.0") return refuse(file, `its version is ${JSON.stringify(version)}`);
  return content["runs"].map((run: unknown) => parseRun(root, file, run));
}

function parseRun(root: string, file: string, run: unknown): ExternalRun {
  const tool = isRecord(run) ? run["tool"] : undefined;
  const driver = isRecord(tool) ? tool["driver"] : undefined;
  if (!isRecord(run) || !isRecord(tool) || !isRecord(driver) || typeof driver["name"] !== "string")
    return refuse(file, "a run does not name its tool");
  const name = driver["name"];
  const rules = rulesOf(tool);
  const bases = isRecord(run["originalUriBaseIds"]) ? run["originalUriBaseIds"] : {};
  const results = listOf(run["results"]);
  return {
    source: file,
    tool: name,
    isComplete: listOf(run["invocations"]).every(
      (invocation) => !isRecord(invocation) || invocation["executionSuccessful"] !== false,
    ),
    results: results.flatMap((result) => {
      if (!isRecord(result)) return refuse(file, "a result is not an object");
      return parseResult({ root, file, bases }, name, ruleOf(rules, result), result) ?? [];
    }),
  };
}

interface Place {
  readonly root: string;
  readonly file: string;
  readonly bases: UriBases;
}

function parseResult(
  { root, file, bases }: Place,
  tool: string,
  rule: SarifRule | undefined,
  result: Readonly<Record<string, unknown>>,
): ExternalResult | undefined {
  if (result["kind"] !== undefined && result["kind"] !== "fail") return undefined;
  const level = result["level"] ?? rule?.level ?? "warning";
  if (level === "none") return undefined;
  const id = rule?.id ?? result["ruleId"];
  const identity = identityOf(result["partialFingerprints"]) ?? identityOf(result["fingerprints"]);
  return {
    tool,
    rule: typeof id === "string" ? id : "result",
    grade: gradeOf(result, rule, level),
    message: textOf(result["message"], rule) ?? (typeof id === "string" ? id : tool),
    // A result of the whole project stands where it was read.
    location: sarifLocation(root, bases, listOf(result["locations"])[0]) ?? {
      file,
      line: 1,
      column: 1,
      endLine: 1,
      endColumn: 2,
    },
    status: statusOf(result),
    ...(identity !== undefined && { identity }),
  };
}

/**
 * Security tools grade from 0 to 10 as the Common Vulnerability Scoring System does; the steps are those
 * of its version 3.1, section 5. Without a grade, what a tool calls an error is high.
 */
function gradeOf(
  result: Readonly<Record<string, unknown>>,
  rule: SarifRule | undefined,
  level: unknown,
): ExternalGrade {
  const score = scoreOf(result["properties"]) ?? rule?.securitySeverity;
  if (score !== undefined)
    return score >= 9 ? "critical" : score >= 7 ? "high" : score >= 4 ? "medium" : "low";
  return level === "error" ? "high" : level === "note" ? "low" : "medium";
}

function scoreOf(properties: unknown): number | undefined {
  const score = isRecord(properties) ? Number(properties["security-severity"]) : NaN;
  return Number.isFinite(score) ? score : undefined;
}

function statusOf(result: Readonly<Record<string, unknown>>): ExternalResult["status"] {
  const suppressions = listOf(result["suppressions"]);
  const isHeld = (one: unknown): boolean =>
    isRecord(one) && (one["status"] === undefined || one["status"] === "accepted");
  if (suppressions.some(isHeld)) return "suppressed";
  const { baselineState } = result;
  return baselineState === "unchanged" || baselineState === "updated" ? "inherited" : "new";
}

function identityOf(fingerprints: unknown): string | undefined {
  if (!isRecord(fingerprints)) return undefined;
  const known = Object.entries(fingerprints).filter(([, value]) => typeof value === "string");
  if (known.length === 0) return undefined;
  return known
    .map(([name, value]) => `${name}=${String(value)}`)
    .toSorted()
    .join(" ");
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function refuse(file: string, reason: string): never {
  throw new FaultlineError(`${file} does not hold SARIF 2.1.0: ${reason}.`, REMEDY);
}
