import type { Terminal } from "../main.js";

const CLEAR_LINE = "\r\u001B[2K";

/** Says what a review is at, and takes it back. */
export interface Progress {
  readonly step: (what: string) => void;
  readonly done: () => void;
}

/** One line on a terminal, each step in the place of the one before; in a log, nothing at all. */
export function progressOn(stderr: Terminal["stderr"]): Progress {
  if (stderr.isTTY !== true) return { step: () => undefined, done: () => undefined };
  return {
    step: (what) => {
      stderr.write(`${CLEAR_LINE}faultline: ${what} …`);
    },
    done: () => {
      stderr.write(CLEAR_LINE);
    },
  };
}
