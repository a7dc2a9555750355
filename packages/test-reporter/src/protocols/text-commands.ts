/** A command of a protocol of text lines. */
export interface TextCommand {
  /** The line's first word, upper case. */
  readonly name: string;
  /** The words after it. */
  readonly parameters: readonly string[];
  readonly line: string;
  /** The beginning of what follows the line; empty where nothing does. */
  readonly payload: string;
}

type Line = Omit<TextCommand, "payload">;

/** Cuts bytes into lines, and the payload that some of them announce. Long ones are kept in part. */
export class TextCommandReader {
  readonly #payloadLength: (line: Line) => number;
  #line = "";
  #open: { readonly line: Line; missing: number; payload: string } | undefined;
  #isBroken = false;

  /** `payloadLength`: how many bytes follow a line; no number for a line that makes no sense. */
  constructor(payloadLength: (line: Line) => number) {
    this.#payloadLength = payloadLength;
  }

  *read(bytes: Uint8Array): Generator<TextCommand> {
    let offset = 0;
    while (offset < bytes.length && !this.#isBroken) {
      if (this.#open === undefined) {
        const end = bytes.indexOf(LINE_FEED, offset);
        this.#take(bytes.subarray(offset, end === -1 ? bytes.length : end));
        offset = end === -1 ? bytes.length : end + 1;
        if (end !== -1) this.#endLine();
      } else {
        const taken = Math.min(this.#open.missing, bytes.length - offset);
        const kept = Math.min(taken, KEPT_PAYLOAD - this.#open.payload.length);
        this.#open.payload += String.fromCharCode(...bytes.subarray(offset, offset + kept));
        this.#open.missing -= taken;
        offset += taken;
      }
      if (this.#open?.missing === 0) {
        yield { ...this.#open.line, payload: this.#open.payload };
        this.#open = undefined;
      }
    }
  }

  #take(bytes: Uint8Array): void {
    const kept = bytes.subarray(0, KEPT_LINE - this.#line.length);
    if (kept.length > 0) this.#line += String.fromCharCode(...kept);
  }

  #endLine(): void {
    const line = this.#line.trim();
    this.#line = "";
    const [name = "", ...parameters] = line.split(/[ \t]+/);
    const read: Line = { name: name.toUpperCase(), parameters, line };
    const missing = this.#payloadLength(read);
    if (Number.isInteger(missing) && missing >= 0)
      this.#open = { line: read, missing, payload: "" };
    else this.#isBroken = true;
  }
}

const LINE_FEED = 10;
const KEPT_LINE = 2048;
const KEPT_PAYLOAD = 64;
