import { ByteCursor } from "./byte-cursor.js";

/** An element of a BSON document: its name and, for the types that are read, its value. */
export interface BsonElement {
  readonly name: string;
  /** Undefined for a type that is not read. */
  readonly value: string | number | boolean | BsonDocument | undefined;
}

/** A document within a document, not read yet. */
export class BsonDocument {
  readonly #bytes: Uint8Array;

  /** `bytes` begin with the document's length. What is missing at their end is not read. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Its elements in order, up to the first that was cut off. https://bsonspec.org/spec.html */
  *elements(): Generator<BsonElement> {
    const cursor = new ByteCursor(this.#bytes);
    const end = Math.min(cursor.littleEndian(4), this.#bytes.length);
    while (cursor.offset < end) {
      const type = cursor.byte();
      if (type === 0) return;
      const name = cursor.zeroTerminated();
      const { length, value } = readValue(type, cursor);
      if (length === undefined) return;
      if (value !== undefined || cursor.offset + length <= end) yield { name, value };
      cursor.skip(length);
    }
  }

  /** The first value of that name; undefined when there is none within what was kept. */
  get(name: string): BsonElement["value"] {
    for (const element of this.elements()) if (element.name === name) return element.value;
    return undefined;
  }
}

/** The value at the cursor and its length in bytes; no length for a type that is not known. */
function readValue(
  type: number,
  { bytes, offset }: ByteCursor,
): { readonly length?: number; readonly value?: BsonElement["value"] } {
  const cursor = new ByteCursor(bytes, offset);
  switch (type) {
    case 0x01:
      return { length: 8, value: offset + 8 <= bytes.length ? doubleAt(bytes, offset) : undefined };
    case 0x02: {
      const length = cursor.littleEndian(4);
      return { length: 4 + length, value: cursor.text(Math.min(length - 1, LONGEST_TEXT)) };
    }
    case 0x03:
    case 0x04:
      return { length: cursor.littleEndian(4), value: new BsonDocument(bytes.subarray(offset)) };
    case 0x05:
      return { length: 5 + cursor.littleEndian(4) };
    case 0x08:
      return { length: 1, value: cursor.byte() === 1 };
    case 0x10:
      return { length: 4, value: cursor.littleEndian(4) | 0 };
    case 0x12:
      return { length: 8, value: cursor.littleEndian(6) };
    default: {
      const length = LENGTHS[type];
      return length === undefined ? {} : { length };
    }
  }
}

/** Types of a fixed length: undefined, ObjectId, date, null, timestamp, decimal, least and greatest key. */
const LENGTHS: { readonly [type: number]: number } = {
  0x06: 0,
  0x07: 12,
  0x09: 8,
  0x0a: 0,
  0x11: 8,
  0x13: 16,
  0x7f: 0,
  0xff: 0,
};

const LONGEST_TEXT = 200;

function doubleAt(bytes: Uint8Array, offset: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getFloat64(offset, true);
}
