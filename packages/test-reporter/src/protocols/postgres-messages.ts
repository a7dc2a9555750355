/** A message of the Postgres wire protocol. Start-up packets have no type and carry an empty one. */
export interface PostgresMessage {
  readonly type: string;
  /** The first bytes of the body, at most `KEPT_BYTES`. */
  readonly body: Uint8Array;
}

/**
 * How much of a message is kept. Nothing that is decoded (a statement's beginning, names, an
 * error's code) lies further in, and the rest of a bulk message is skipped without being buffered.
 */
const KEPT_BYTES = 4096;

/** The protocol's own limit is 1 GiB; a longer length means that this is no Postgres stream. */
const LONGEST_MESSAGE = 2 ** 30;

/** Cuts one direction of a Postgres connection into messages, however the bytes were split. */
export class PostgresMessageReader {
  #typed: boolean;
  #header: number[] = [];
  #body = new Uint8Array(0);
  #kept = 0;
  #missing = 0;

  /** A frontend's stream begins with packets that have no type; a backend's messages all have one. */
  constructor(side: "frontend" | "backend") {
    this.#typed = side === "backend";
  }

  /** From here on messages have a type: the start-up packet was read. */
  expectTypedMessages(): void {
    this.#typed = true;
  }

  /** The messages that `bytes` completes, one at a time, so that the reader can be told what follows. */
  *read(bytes: Uint8Array): Generator<PostgresMessage> {
    let offset = 0;
    while (offset < bytes.length) {
      if (this.#header.length < this.#headerLength()) {
        this.#header.push(bytes[offset] ?? 0);
        offset += 1;
        if (this.#header.length < this.#headerLength()) continue;
        this.#beginBody();
      } else {
        offset += this.#takeBody(bytes, offset);
      }
      if (this.#missing === 0) yield this.#finish();
    }
  }

  #headerLength(): number {
    return this.#typed ? 5 : 4;
  }

  #beginBody(): void {
    const [a = 0, b = 0, c = 0, d = 0] = this.#header.slice(-4);
    const length = ((a << 24) | (b << 16) | (c << 8) | d) - 4;
    if (length < 0 || length > LONGEST_MESSAGE) {
      // Nothing after this can be trusted; a body that never ends swallows it.
      this.#missing = Infinity;
      return;
    }
    this.#missing = length;
    this.#kept = 0;
    this.#body = new Uint8Array(Math.min(length, KEPT_BYTES));
  }

  #takeBody(bytes: Uint8Array, offset: number): number {
    const taken = Math.min(this.#missing, bytes.length - offset);
    const kept = Math.min(taken, this.#body.length - this.#kept);
    this.#body.set(bytes.subarray(offset, offset + kept), this.#kept);
    this.#kept += kept;
    this.#missing -= taken;
    return taken;
  }

  #finish(): PostgresMessage {
    const type = this.#typed ? String.fromCharCode(this.#header[0] ?? 0) : "";
    this.#header = [];
    return { type, body: this.#body };
  }
}
