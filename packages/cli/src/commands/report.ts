import { appendFileSync } from "node:fs";
import { SEVERITIES, type Severity, type Verdict } from "@faultline/contract";
import { folderInRepository, sourceReader } from "../collect/source-text.js";
import { FaultlineError, reasonOf } from "../errors.js";
import { EXIT, type Terminal } from "../main.js";
import type { Output } from "../options.js";
import { RENDERERS } from "../render/render.js";
import type { RenderOptions } from "../render/renderer.js";
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
  const root = terminal.cwd();
  const place = { folder: folderInRepository(root), sourceOf: sourceReader(root) };
  const render = (output: Output): string =>
    RENDERERS[output.format](verdict, { ...place, ...looks(output, terminal) });
  deliver(
    outputs.map((output) => ({ file: output.file, text: render(output) })),
    terminal,
  );
  if (outputs.some(({ format }) => format === "github")) {
    addJobSummary(render({ format: "markdown" }), terminal);
  }
  const [obstacle] = verdict.obstacles;
  if (obstacle) {
    terminal.stderr.write(`${new FaultlineError(obstacle.message, obstacle.remedy).line}\n`);
  }
  return exitCodeOf(verdict, failOn);
}

/** Colours for a person at a terminal, unless the environment says otherwise: no-color.org, force-color.org. */
function looks(
  { file }: Output,
  { stdout, env }: Terminal,
): Pick<RenderOptions, "color" | "width"> {
  const isWatched = file === undefined && stdout.isTTY === true;
  const forced = env["FORCE_COLOR"];
  const isForced = file === undefined && forced !== undefined && !/^(?:0|false)$/.test(forced);
  const isForbidden = Boolean(env["NO_COLOR"]) || /^(?:0|false)$/.test(forced ?? "");
  return {
    color: isForced || (isWatched && !isForbidden),
    width: isWatched ? Math.min(stdout.columns ?? 80, 100) : 80,
  };
}

/** The step's page on GitHub shows what is appended here; a review is worth no less without it. */
function addJobSummary(text: string, { env, stderr }: Terminal): void {
  const file = env["GITHUB_STEP_SUMMARY"];
  if (!file) return;
  try {
    appendFileSync(file, text);
  } catch (error) {
    const remedy = "The review is complete without it.";
    const message = `The job summary can't be written: ${reasonOf(error)}.`;
    stderr.write(`${new FaultlineError(message, remedy).line}\n`);
  }
}

/** 0 for approve and conditional, 1 for revise and block or when `--fail-on` is met, 2 when there is no verdict. */
function exitCodeOf({ verdict, counts }: Verdict, failOn: Severity | undefined): number {
  if (verdict === "cannot-judge") return EXIT.cannotJudge;
  if (verdict === "revise" || verdict === "block") return EXIT.changes;
  const grave = failOn === undefined ? [] : SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1);
  return grave.some((severity) => counts[severity] > 0) ? EXIT.changes : EXIT.ok;
}
