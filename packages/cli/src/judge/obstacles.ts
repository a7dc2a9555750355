import type { Evidence, Obstacle } from "@faultline/contract";
import { EVIDENCE_COMMAND } from "../evidence-command.js";

/** What is known of the inputs of a review. */
export interface Inputs {
  readonly evidence: Evidence | undefined;
  readonly unreadable: readonly { readonly file: string; readonly line: number; readonly message: string }[];
  /** Digests of the sources as they are now, by file. */
  readonly digests: ReadonlyMap<string, string>;
}

/** Everything that stands in the way of a verdict, each with what would mend it. */
export function findObstacles({ evidence, unreadable, digests }: Inputs): readonly Obstacle[] {
  return [
    ...unreadable.map(({ file, line, message }) => ({
      message: `${file}:${String(line)} does not parse: ${message}`,
      remedy: "Mend the syntax, or leave the file out of the repository.",
    })),
    ...(evidence ? evidenceObstacles(evidence, digests) : [NO_EVIDENCE]),
  ];
}

const NO_EVIDENCE: Obstacle = {
  message: "No test run left evidence.",
  remedy: `Add --run-tests, or run \`${EVIDENCE_COMMAND}\` first.`,
};

function evidenceObstacles(evidence: Evidence, digests: ReadonlyMap<string, string>): readonly Obstacle[] {
  if (evidence.tests.total === 0) {
    return [{ message: "The project has no tests.", remedy: "Write a first test, then review again with --run-tests." }];
  }
  if (!evidence.complete) {
    return [
      {
        message: `The test evidence is incomplete: ${evidence.incomplete.join("; ") || "the run was partial"}.`,
        remedy: `Run the whole suite: \`${EVIDENCE_COMMAND}\`.`,
      },
    ];
  }
  const changed = evidence.sources.filter(({ file, digest }) => (digests.get(file) ?? digest) !== digest);
  const [first] = changed;
  if (!first) return [];
  const others = changed.length > 1 ? ` and ${String(changed.length - 1)} more` : "";
  return [
    {
      message: `The evidence is older than the code: ${first.file}${others} changed since the tests ran.`,
      remedy: `Run the tests again: \`${EVIDENCE_COMMAND}\`, or add --run-tests.`,
    },
  ];
}
