/**
 * Reads values out of a frame one after the other. Past the end everything is zero or empty: a
 * frame that was cut short says less, and never throws.
 */
export class ByteCursor {
  readonly bytes: Uint8Array;
  offset: number;

  constructor(bytes: Uint8Array, offset = 0) {
    this.bytes = bytes;
    this.offset = offset;
  }

  get isAtEnd(): boolean {
    return this.offset >= this.bytes.length;
  }

  skip(length: number): this {
    this.offset += length;
    return this;
  }

  byte(): number {
    const value = this.bytes[this.offset] ?? 0;
    this.offset += 1;
    return value;
  }

  /** An unsigned number of up to six bytes, the most significant first. */
  bigEndian(length: number): number {
    let value = 0;
    for (let index = 0; index < length; index += 1) value = value * 256 + this.byte();
    return value;
  }

  /** An unsigned number of up to six bytes, the least significant first. */
  littleEndian(length: number): number {
    let value = 0;
    for (let index = 0; index < length; index += 1) value += this.byte() * 256 ** index;
    return value;
  }

  text(length: number): string {
    const end = this.offset + Math.max(0, length);
    const value = decoder.decode(this.bytes.subarray(this.offset, end));
    this.offset = end;
    return value;
  }

  /** Text up to a zero, or up to the end where there is none. */
  zeroTerminated(): string {
    const end = this.bytes.indexOf(0, this.offset);
    const value = this.text((end === -1 ? this.bytes.length : end) - this.offset);
    if (end !== -1) this.offset += 1;
    return value;
  }

  rest(): string {
    return this.text(this.bytes.length - this.offset);
  }
}

const decoder = new TextDecoder();

/** A signed number of two bytes read as an unsigned one. */
export function signed16(value: number): number {
  return value >= 0x8000 ? value - 0x10000 : value;
}
