/** A value of Redis' serialisation protocol, as far as it is kept. */
export interface RespValue {
  /** The type's sign: `+`, `-`, `$`, `*` and RESP3's further ones. */
  readonly type: string;
  /** A simple value or the beginning of a string; empty for collections. */
  readonly text: string;
  /** The number of collections around it. */
  readonly depth: number;
  /** Its place in the collection around it. */
  readonly index: number;
  /** How many values a collection has; 0 for the others. */
  readonly size: number;
  /** True for the value that completes one of depth 0. */
  readonly isLast: boolean;
}

/**
 * Cuts one direction of a Redis connection into values, collections before what they hold. Of a
 * string only the beginning is kept. https://redis.io/docs/latest/develop/reference/protocol-spec/
 */
export class RespReader {
  #line = "";
  /** The string that is being read. */
  #string: { readonly type: string; missing: number; text: string } | undefined;
  /** The collections that are being read, outermost first. */
  readonly #open: { index: number; readonly size: number }[] = [];
  #isBroken = false;

  *read(bytes: Uint8Array): Generator<RespValue> {
    let offset = 0;
    while (offset < bytes.length && !this.#isBroken) {
      if (this.#string === undefined) {
        const byte = bytes[offset] ?? 0;
        offset += 1;
        if (byte !== LINE_FEED) this.#take(byte);
        else yield* this.#endLine();
      } else {
        offset += this.#takeString(bytes, offset);
        if (this.#string.missing > 0) continue;
        const { type, text } = this.#string;
        this.#string = undefined;
        // The two bytes at its end are not part of it.
        yield this.#finish(type, text.slice(0, KEPT_TEXT));
      }
    }
  }

  #take(byte: number): void {
    if (this.#line.length === 0 && !TYPES.has(String.fromCharCode(byte))) this.#isBroken = true;
    if (this.#line.length < KEPT_TEXT) this.#line += String.fromCharCode(byte);
  }

  #takeString(bytes: Uint8Array, offset: number): number {
    if (this.#string === undefined) return 0;
    const taken = Math.min(this.#string.missing, bytes.length - offset);
    const kept = Math.min(
      taken,
      Math.max(0, this.#string.missing - 2),
      KEPT_TEXT - this.#string.text.length,
    );
    if (kept > 0)
      this.#string.text += String.fromCharCode(...bytes.subarray(offset, offset + kept));
    this.#string.missing -= taken;
    return taken;
  }

  *#endLine(): Generator<RespValue> {
    const line = this.#line.endsWith("\r") ? this.#line.slice(0, -1) : this.#line;
    this.#line = "";
    const type = line.charAt(0);
    const rest = line.slice(1);
    if (!COUNTED.has(type)) {
      yield this.#finish(type, rest);
      return;
    }
    const count = Number(rest);
    // −1 is RESP2's null, `?` a length that comes in parts, which no server sends.
    if (!Number.isInteger(count) || count < -1 || count > MOST) this.#isBroken = true;
    else if (count === -1) yield this.#finish("_", "");
    else if (STRINGS.has(type)) this.#string = { type, missing: count + 2, text: "" };
    else yield* this.#beginCollection(type, PAIRED.has(type) ? count * 2 : count);
  }

  *#beginCollection(type: string, size: number): Generator<RespValue> {
    if (size === 0) {
      yield this.#finish(type, "");
      return;
    }
    const depth = this.#open.length;
    if (depth >= DEEPEST) this.#isBroken = true;
    else {
      const index = this.#open.at(-1)?.index ?? 0;
      this.#open.push({ index: 0, size });
      yield { type, text: "", depth, index, size, isLast: false };
    }
  }

  #finish(type: string, text: string): RespValue {
    const depth = this.#open.length;
    const index = this.#open.at(-1)?.index ?? 0;
    let innermost = this.#open.at(-1);
    while (innermost !== undefined) {
      innermost.index += 1;
      if (innermost.index < innermost.size) break;
      this.#open.pop();
      innermost = this.#open.at(-1);
    }
    return { type, text, depth, index, size: 0, isLast: this.#open.length === 0 };
  }
}

const LINE_FEED = 10;
const KEPT_TEXT = 256;
const MOST = 2 ** 30;
const DEEPEST = 32;
const TYPES: ReadonlySet<string> = new Set("+-:$*_,#!=(%~>|");
const STRINGS: ReadonlySet<string> = new Set("$!=");
const PAIRED: ReadonlySet<string> = new Set("%|");
const COUNTED: ReadonlySet<string> = new Set("$!=*%~>|");
