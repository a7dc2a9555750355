/**
 * A failure that the user can mend: said in one line on stderr, with exit code 2 and no stack.
 * Anything else that is thrown is a defect of Faultline.
 */
export class FaultlineError extends Error {
  /** What to do about it: a sentence or a command. */
  readonly remedy: string;

  constructor(message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "FaultlineError";
    this.remedy = remedy;
  }

  /** The one line. */
  get line(): string {
    return `faultline: ${sentence(this.message)} ${sentence(this.remedy)}`;
  }
}

/** The reason of an error from below, fit for one line. */
export function reasonOf(error: unknown): string {
  return oneLine(error instanceof Error ? error.message : String(error));
}

function sentence(text: string): string {
  const line = oneLine(text);
  return /[.!?:]$/.test(line) ? line : `${line}.`;
}

function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex -- a message may quote a hostile file
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ").trim();
}
