export interface MqttPacket {
  readonly type: number;
  readonly flags: number;
  /** The beginning of the packet after its length. */
  readonly body: Uint8Array;
}

/** Cuts one direction of an MQTT connection into packets. Their length is a number of 1 to 4 bytes. */
export class MqttPacketReader {
  #first: number | undefined;
  #length = 0;
  #lengthBytes = 0;
  #body: number[] = [];
  /** What is left of the body; undefined while its length is being read. */
  #missing: number | undefined;

  *read(bytes: Uint8Array): Generator<MqttPacket> {
    let offset = 0;
    while (offset < bytes.length) {
      if (this.#first === undefined) {
        this.#first = bytes[offset] ?? 0;
        offset += 1;
        continue;
      }
      if (this.#missing === undefined) {
        this.#takeLength(bytes[offset] ?? 0);
        offset += 1;
      } else {
        const taken = Math.min(this.#missing, bytes.length - offset);
        const kept = Math.min(taken, KEPT_BYTES - this.#body.length);
        this.#body.push(...bytes.subarray(offset, offset + kept));
        this.#missing -= taken;
        offset += taken;
      }
      if (this.#missing === 0) yield this.#finish(this.#first);
    }
  }

  #takeLength(byte: number): void {
    this.#length += (byte & 0x7f) * 128 ** this.#lengthBytes;
    this.#lengthBytes += 1;
    if (byte < 0x80) this.#missing = this.#length;
    // A fifth byte means that this is no such stream; a body that never ends swallows it.
    else if (this.#lengthBytes === 4) this.#missing = Infinity;
  }

  #finish(first: number): MqttPacket {
    const packet = { type: first >> 4, flags: first & 0x0f, body: Uint8Array.from(this.#body) };
    this.#first = undefined;
    this.#length = 0;
    this.#lengthBytes = 0;
    this.#body = [];
    this.#missing = undefined;
    return packet;
  }
}

/** Enough for a topic, which comes before the identifier. */
const KEPT_BYTES = 1024;
