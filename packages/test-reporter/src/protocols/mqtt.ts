import { BoundedMap } from "./bounded-map.js";
import { ByteCursor } from "./byte-cursor.js";
import type { Awaited, Decoder, Protocol, ProtocolEvent } from "./protocol.js";
import { MqttPacketReader, type MqttPacket } from "./mqtt-packets.js";

/**
 * MQTT 3.1.1 and 5: https://docs.oasis-open.org/mqtt/mqtt/v5.0/mqtt-v5.0.html. A statement is a packet's
 * name: topics and payloads are never kept. An error's code is the reason code, in decimal.
 */
export const mqtt: Protocol = {
  recognise({ sent, received }) {
    if (sent.length === 0) return received.length > 0 ? false : undefined;
    if (sent[0] !== CONNECT << 4) return false;
    if (sent.length < 12) return undefined;
    const name = /^.[^]{1,4}\0[^](MQTT|MQIsdp)/.exec(String.fromCharCode(...sent.subarray(0, 14)));
    return name !== null;
  },
  decoder: () => new MqttDecoder(),
};

class MqttDecoder implements Decoder {
  readonly #client = new MqttPacketReader();
  readonly #server = new MqttPacketReader();
  /** Packets that are to be acknowledged, by their identifier. */
  readonly #unanswered = new BoundedMap<number, number>(MOST_UNANSWERED);
  #statements = 0;
  #subscribes = false;
  #stage: "new" | "connecting" | "open" | "closed" = "new";

  get awaits(): Awaited {
    if (this.#stage === "closed") return "end";
    if (this.#stage === "connecting" || this.#unanswered.size > 0) return "reply";
    return this.#subscribes ? "event" : "nothing";
  }

  sent(bytes: Uint8Array): readonly ProtocolEvent[] {
    const events: ProtocolEvent[] = [];
    for (const packet of this.#client.read(bytes)) this.#readClient(packet, events);
    return events;
  }

  received(bytes: Uint8Array): readonly ProtocolEvent[] {
    const events: ProtocolEvent[] = [];
    for (const packet of this.#server.read(bytes)) this.#readServer(packet, events);
    return events;
  }

  #readClient({ type, flags, body }: MqttPacket, events: ProtocolEvent[]): void {
    if (this.#stage === "new") {
      if (type === CONNECT) this.#stage = "connecting";
      return;
    }
    if (type === DISCONNECT) this.#stage = "closed";
    const verb = VERBS[type];
    if (verb === undefined) return;
    const statement = this.#statements;
    this.#statements += 1;
    events.push({ kind: "statement", statement, verb, text: verb });
    if (type === SUBSCRIBE) this.#subscribes = true;
    const identifier = identifierOf(type, flags, body);
    if (identifier === undefined) {
      events.push({ kind: "answered", statement });
      return;
    }
    this.#unanswered.set(identifier, statement);
  }

  #readServer({ type, body }: MqttPacket, events: ProtocolEvent[]): void {
    if (this.#stage === "new") return;
    if (type === CONNACK) {
      this.#stage = "open";
      const code = body[1] ?? 0;
      if (code !== 0) events.push({ kind: "error", statement: undefined, code: String(code) });
      return;
    }
    if (!ACKNOWLEDGING.has(type)) return;
    const identifier = new ByteCursor(body).bigEndian(2);
    const statement = this.#unanswered.get(identifier);
    if (statement === undefined) return;
    const code = type === SUBACK ? body.at(-1) : body[2];
    if (code !== undefined && code >= FIRST_FAILURE) {
      events.push({ kind: "error", statement, code: String(code) });
    } else if (type === PUBREC) return;
    this.#unanswered.delete(identifier);
    events.push({ kind: "answered", statement });
  }
}

const CONNECT = 1;
const CONNACK = 2;
const PUBLISH = 3;
const PUBREC = 5;
const SUBSCRIBE = 8;
const SUBACK = 9;
const DISCONNECT = 14;
const VERBS: { readonly [type: number]: string } = {
  [PUBLISH]: "PUBLISH",
  [SUBSCRIBE]: "SUBSCRIBE",
  10: "UNSUBSCRIBE",
};
/** PUBACK, PUBREC, PUBCOMP, SUBACK, UNSUBACK. */
const ACKNOWLEDGING: ReadonlySet<number> = new Set([4, PUBREC, 7, SUBACK, 11]);
const FIRST_FAILURE = 0x80;
const MOST_UNANSWERED = 1000;

/** The identifier that the reply names; undefined for a message that is not acknowledged. */
function identifierOf(type: number, flags: number, body: Uint8Array): number | undefined {
  const cursor = new ByteCursor(body);
  if (type === PUBLISH) {
    if ((flags & 0b0110) === 0) return undefined;
    cursor.skip(cursor.bigEndian(2));
  }
  return cursor.bigEndian(2);
}
