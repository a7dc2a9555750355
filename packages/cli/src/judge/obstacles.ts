import type { Evidence, Obstacle } from "@faultline/contract";
import type { Unreadable } from "../collect/unreadable.js";
import { EVIDENCE_COMMAND } from "../evidence-command.js";

/** What is known of the inputs of a review. */
export interface Inputs {
  readonly evidence: Evidence | undefined;
  readonly unreadable: readonly Unreadable[];
  /** Sources with fault sites that the lint results leave out. */
  readonly unlinted: readonly string[];
  /** Digests of the shipped sources as they are now, by file. */
  readonly digests: ReadonlyMap<string, string>;
  /** False where neither a source nor a manifest is under review. */
  readonly hasSubject: boolean;
}

/** Everything that stands in the way of a verdict, each with what would mend it. */
export function findObstacles(inputs: Inputs): readonly Obstacle[] {
  const { evidence, unreadable, unlinted, digests, hasSubject } = inputs;
  return [
    ...unreadable.map(toObstacle),
    ...(unlinted.length > 0 ? [leftOut(unlinted)] : []),
    ...(hasSubject || unreadable.length > 0 ? [] : [NO_SUBJECT]),
    ...(evidence ? evidenceObstacles(evidence, digests) : [NO_EVIDENCE]),
  ];
}

const NO_SUBJECT: Obstacle = {
  message: "There is no source file to review.",
  remedy: "Run Faultline in the folder of a service whose sources git does not ignore.",
};

const NO_EVIDENCE: Obstacle = {
  message: "No test run left evidence.",
  remedy: `Add --run-tests, or run \`${EVIDENCE_COMMAND}\` first.`,
};

function toObstacle({ file, line, problem }: Unreadable): Obstacle {
  return {
    message: `${file}:${String(line)} ${problem.replace(/\.$/, "")}.`,
    remedy: "Mend the file, or leave it out of the repository.",
  };
}

function leftOut(files: readonly string[]): Obstacle {
  return {
    message: `The lint results say nothing of ${firstOf(files)}.`,
    remedy: "Lint the whole project in this folder: `eslint . --format json --output-file FILE`.",
  };
}

function evidenceObstacles(
  evidence: Evidence,
  digests: ReadonlyMap<string, string>,
): readonly Obstacle[] {
  const obstacle =
    totalsObstacle(evidence) ?? wholenessObstacle(evidence) ?? ageObstacle(evidence, digests);
  return obstacle ? [obstacle] : [];
}

function totalsObstacle({
  tests: { total, passed, failed, skipped },
  observed,
}: Evidence): Obstacle | undefined {
  const counts = [passed, failed, skipped];
  const isCount = counts.every((count) => Number.isInteger(count) && count >= 0);
  if (!isCount || passed + failed + skipped !== total) {
    return {
      message: `The evidence contradicts itself: ${counts.join(" + ")} tests are not ${String(total)}.`,
      remedy: `Make it again with \`${EVIDENCE_COMMAND}\`.`,
    };
  }
  if (observed.length !== total) {
    return {
      message: `The evidence contradicts itself: it says ${String(total)} tests ran and lists ${String(observed.length)}.`,
      remedy: `Make it again with \`${EVIDENCE_COMMAND}\`.`,
    };
  }
  if (total === 0) {
    return {
      message: "The project has no tests.",
      remedy: "Write a first test, then review again with --run-tests.",
    };
  }
  if (passed + failed > 0) return undefined;
  return {
    message: `No test ran: all ${String(total)} were skipped.`,
    remedy: `Let them run: \`${EVIDENCE_COMMAND}\`.`,
  };
}

function wholenessObstacle({ complete, incomplete }: Evidence): Obstacle | undefined {
  if (complete && incomplete.length === 0) return undefined;
  return {
    message: `The test evidence is incomplete: ${incomplete.join("; ") || "the run was partial"}.`,
    remedy: `Run the whole suite: \`${EVIDENCE_COMMAND}\`.`,
  };
}

/** Evidence speaks of the code as it was: of every source, and of no other. */
function ageObstacle(
  { sources }: Evidence,
  digests: ReadonlyMap<string, string>,
): Obstacle | undefined {
  const tested = new Map(sources.map(({ file, digest }) => [file, digest]));
  const changed = [...new Set([...tested.keys(), ...digests.keys()])]
    .filter((file) => tested.get(file) !== digests.get(file))
    .toSorted();
  if (changed.length === 0) return undefined;
  return {
    message: `The evidence is older than the code: ${firstOf(changed)} changed since the tests ran.`,
    remedy: `Run the tests again: \`${EVIDENCE_COMMAND}\`, or add --run-tests.`,
  };
}

function firstOf([first = "", ...others]: readonly string[]): string {
  return others.length > 0 ? `${first} and ${String(others.length)} more` : first;
}
