/** How a protocol cuts its bytes: a header of a fixed length that tells the length of a body. */
export interface FrameLayout {
  readonly headerLength: number;
  /** The length of the body; anything but a count of bytes means that this is no such stream. */
  bodyLength(header: Uint8Array): number;
}

export interface Frame {
  readonly header: Uint8Array;
  /** The first bytes of the body, at most `KEPT_BYTES`. */
  readonly body: Uint8Array;
  /** The length of the whole body. */
  readonly length: number;
}

/**
 * How much of a frame is kept. Nothing that is decoded (a statement's beginning, names, an error's
 * code) lies further in, and the rest of a bulk frame is skipped without being buffered.
 */
const KEPT_BYTES = 4096;

/** More than the longest frame of any protocol here: a longer one means that this is another stream. */
const LONGEST_BODY = 2 ** 30;

/** Cuts one direction of a connection into frames, however the bytes were split. */
export class FrameReader {
  #layout: FrameLayout;
  #header: number[] = [];
  #body = new Uint8Array(0);
  #kept = 0;
  #length = 0;
  #missing = 0;

  constructor(layout: FrameLayout) {
    this.#layout = layout;
  }

  /** From the next frame on, the stream is cut otherwise. */
  expect(layout: FrameLayout): void {
    this.#layout = layout;
  }

  /** The frames that `bytes` completes, one at a time, so that the reader can be told what follows. */
  *read(bytes: Uint8Array): Generator<Frame> {
    let offset = 0;
    while (offset < bytes.length) {
      if (this.#header.length < this.#layout.headerLength) {
        this.#header.push(bytes[offset] ?? 0);
        offset += 1;
        if (this.#header.length < this.#layout.headerLength) continue;
        this.#beginBody();
      } else {
        offset += this.#takeBody(bytes, offset);
      }
      if (this.#missing === 0) yield this.#finish();
    }
  }

  #beginBody(): void {
    const length = this.#layout.bodyLength(Uint8Array.from(this.#header));
    const isFrame = length >= 0 && length <= LONGEST_BODY;
    // Nothing after a header that makes no sense can be trusted; a body that never ends swallows it.
    this.#missing = isFrame ? length : Infinity;
    this.#length = length;
    this.#kept = 0;
    this.#body = new Uint8Array(isFrame ? Math.min(length, KEPT_BYTES) : 0);
  }

  #takeBody(bytes: Uint8Array, offset: number): number {
    const taken = Math.min(this.#missing, bytes.length - offset);
    const kept = Math.min(taken, this.#body.length - this.#kept);
    this.#body.set(bytes.subarray(offset, offset + kept), this.#kept);
    this.#kept += kept;
    this.#missing -= taken;
    return taken;
  }

  #finish(): Frame {
    const header = Uint8Array.from(this.#header);
    this.#header = [];
    return { header, body: this.#body, length: this.#length };
  }
}
