import { SEVERITIES, type Severity, type Verdict } from "@faultline/contract";
import { FaultlineError } from "../errors.js";
import { EXIT, type Terminal } from "../main.js";
import type { Output } from "../options.js";
import { RENDERERS } from "../render/render.js";
import { deliver } from "./deliver.js";

/** How the user wants the verdict said, and what may be wrong before it fails. */
export interface ReportOptions {
  readonly outputs: readonly Output[];
  readonly failOn: Severity | undefined;
}

/** Says a verdict in every form the user asked for, and gives its exit code. */
export function report(
  verdict: Verdict,
  { outputs, failOn }: ReportOptions,
  terminal: Terminal,
): number {
  deliver(
    outputs.map((output) => ({ file: output.file, text: render(verdict, output, terminal) })),
    terminal,
  );
  const [obstacle] = verdict.obstacles;
  if (obstacle) {
    terminal.stderr.write(`${new FaultlineError(obstacle.message, obstacle.remedy).line}\n`);
  }
  return exitCodeOf(verdict, failOn);
}

function render(verdict: Verdict, { format, file }: Output, { stdout, env }: Terminal): string {
  const isWatched = file === undefined && stdout.isTTY === true;
  const text = RENDERERS[format](verdict, {
    color: isWatched && env["NO_COLOR"] === undefined,
    width: isWatched ? Math.min(stdout.columns ?? 80, 100) : 80,
  });
  return text.endsWith("\n") ? text : `${text}\n`;
}

/** 0 for approve and conditional, 1 for revise and block or when `--fail-on` is met, 2 when there is no verdict. */
function exitCodeOf({ verdict, counts }: Verdict, failOn: Severity | undefined): number {
  if (verdict === "cannot-judge") return EXIT.cannotJudge;
  if (verdict === "revise" || verdict === "block") return EXIT.changes;
  const grave = failOn === undefined ? [] : SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1);
  return grave.some((severity) => counts[severity] > 0) ? EXIT.changes : EXIT.ok;
}
