import type { ReviewInput } from "@faultline/contract";
import { BASELINE_FILE } from "./collect/baseline.js";
import type { ExternalRun } from "./collect/external-result.js";
import type { CollectedLint } from "./collect/lint-message.js";
import type { Collected } from "./review/collect.js";

/** Everything a verdict was made from, as the verdict names it. */
export function describeInputs(collected: Collected): readonly ReviewInput[] {
  const { setup, own, linted, external, evidence, change, coverage, baseline } = collected;
  const { configurationFile } = setup;
  return [
    ...(configurationFile === undefined
      ? []
      : [describe("configuration", configurationFile, "the project's own policy")]),
    ...(change
      ? [describe("change", change.change.ref, count(change.change.files.size, "changed file"))]
      : []),
    describe("sites", ".", count(own.sites.length, "fault site")),
    ...linted.map(describeLint),
    ...external.map(describeExternal),
    ...(evidence
      ? [describe("evidence", evidence.source, count(evidence.evidence.tests.total, "test"))]
      : []),
    ...(coverage
      ? [describe("coverage", coverage.source, count(coverage.files.size, "file"))]
      : []),
    ...(baseline
      ? [describe("baseline", BASELINE_FILE, count(baseline.length, "accepted finding"))]
      : []),
  ];
}

function describe(kind: ReviewInput["kind"], source: string, detail: string): ReviewInput {
  return { kind, source, detail };
}

function describeLint({ source, files }: CollectedLint): ReviewInput {
  return { kind: "lint", source, detail: count(files.length, "file") };
}

function describeExternal({ source, tool, results }: ExternalRun): ReviewInput {
  return { kind: "sarif", source, detail: `${count(results.length, "result")} of ${tool}` };
}

function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? "" : "s"}`;
}
