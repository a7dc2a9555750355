import type { ReviewInput } from "@faultline/contract";
import type { CollectedEvidence } from "./collect/evidence.js";
import type { ExternalRun } from "./collect/external-result.js";
import type { CollectedLint } from "./collect/lint-message.js";

/** Everything a verdict was made from, as the verdict names it. */
export function describeInputs(inputs: {
  readonly configurationFile: string | undefined;
  readonly sites: number;
  readonly linted: readonly CollectedLint[];
  readonly external: readonly ExternalRun[];
  readonly evidence: CollectedEvidence | undefined;
}): readonly ReviewInput[] {
  const { configurationFile, sites, linted, external, evidence } = inputs;
  const described: ReviewInput[] = [
    { kind: "sites", source: ".", detail: count(sites, "fault site") },
    ...linted.map(describeLint),
    ...external.map(describeExternal),
  ];
  if (configurationFile !== undefined) {
    const detail = "the project's own policy";
    described.unshift({ kind: "configuration", source: configurationFile, detail });
  }
  if (evidence) {
    const detail = count(evidence.evidence.tests.total, "test");
    described.push({ kind: "evidence", source: evidence.source, detail });
  }
  return described;
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
