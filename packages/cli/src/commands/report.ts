import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { SEVERITIES, type Severity, type Verdict } from "@faultline/contract";
import { FaultlineError, reasonOf } from "../errors.js";
import { EXIT, type Terminal } from "../main.js";
import type { Output } from "../options.js";
import { RENDERERS } from "../render/render.js";

/** Says a verdict in every form the user asked for, and gives its exit code. */
export function report(
  verdict: Verdict,
  { outputs, failOn }: { readonly outputs: readonly Output[]; readonly failOn: Severity | undefined },
  terminal: Terminal,
): number {
  for (const { format, file } of outputs) {
    const toTerminal = file === undefined && terminal.stdout.isTTY === true;
    const text = RENDERERS[format](verdict, {
      color: toTerminal && terminal.env["NO_COLOR"] === undefined,
      width: toTerminal ? Math.min(terminal.stdout.columns ?? 80, 100) : 80,
    });
    if (file === undefined) terminal.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
    else writeWhole(resolve(terminal.cwd(), file), text);
  }
  const [obstacle] = verdict.obstacles;
  if (obstacle) terminal.stderr.write(`${new FaultlineError(obstacle.message, obstacle.remedy).line}\n`);
  return exitCodeOf(verdict, failOn);
}

/** 0 for approve and conditional, 1 for revise and block or when `--fail-on` is met, 2 when there is no verdict. */
export function exitCodeOf({ verdict, counts }: Verdict, failOn: Severity | undefined): number {
  if (verdict === "cannot-judge") return EXIT.cannotJudge;
  if (verdict === "revise" || verdict === "block") return EXIT.changes;
  const grave = failOn === undefined ? [] : SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1);
  return grave.some((severity) => counts[severity] > 0) ? EXIT.changes : EXIT.ok;
}

/** Writes beside the file and renames, so that a reader never sees half of it. */
function writeWhole(path: string, text: string): void {
  const part = `${path}.${String(process.pid)}.part`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(part, text);
    renameSync(part, path);
  } catch (error) {
    throw new FaultlineError(`${path} can't be written: ${reasonOf(error)}.`, "Name a file in a folder you may write to.");
  }
}
