import { BoundedMap } from "./bounded-map.js";
import { ByteCursor, signed16 } from "./byte-cursor.js";
import { FrameReader, type Frame, type FrameLayout } from "./frames.js";
import { KAFKA_APIS, type KafkaApi } from "./kafka-apis.js";
import type { Awaited, Decoder, Protocol, ProtocolEvent } from "./protocol.js";

/**
 * Kafka: https://kafka.apache.org/protocol.html. A statement is a request's API, its verb the same in
 * upper case, `ABORT` for a transaction that ends in nothing. An error's code is Kafka's number.
 */
export const kafka: Protocol = {
  recognise({ sent, received }) {
    if (sent.length === 0 && received.length > 0) return false;
    if (sent.length < 14) return undefined;
    const cursor = new ByteCursor(sent);
    const size = cursor.bigEndian(4);
    const isFirstQuestion = cursor.bigEndian(2) === API_VERSIONS && cursor.bigEndian(2) <= 20;
    const nameLength = signed16(cursor.skip(4).bigEndian(2));
    return isFirstQuestion && size < 1000 && nameLength >= -1 && 10 + nameLength <= size;
  },
  decoder: () => new KafkaDecoder(),
};

class KafkaDecoder implements Decoder {
  readonly #client = new FrameReader(MESSAGE);
  readonly #server = new FrameReader(MESSAGE);
  /** Requests without a reply yet, by the number that the reply names. */
  readonly #unanswered = new BoundedMap<number, Request>(MOST_UNANSWERED);
  #statements = 0;

  get awaits(): Awaited {
    const requests = [...this.#unanswered.values()];
    if (requests.length === 0) return "nothing";
    return requests.every(({ api }) => api?.mayWait === true) ? "event" : "reply";
  }

  sent(bytes: Uint8Array): readonly ProtocolEvent[] {
    const events: ProtocolEvent[] = [];
    for (const frame of this.#client.read(bytes)) this.#readRequest(frame, events);
    return events;
  }

  received(bytes: Uint8Array): readonly ProtocolEvent[] {
    const events: ProtocolEvent[] = [];
    for (const frame of this.#server.read(bytes)) this.#readReply(frame, events);
    return events;
  }

  #readRequest({ body }: Frame, events: ProtocolEvent[]): void {
    const cursor = new ByteCursor(body);
    const key = cursor.bigEndian(2);
    const version = cursor.bigEndian(2);
    const correlation = cursor.bigEndian(4);
    cursor.skip(Math.max(0, signed16(cursor.bigEndian(2))));
    const api = KAFKA_APIS[key];
    const request: Request = { api, version };
    if (api !== undefined && api.isTalk !== true) {
      request.statement = this.#statements;
      this.#statements += 1;
      const aborts = api.name === "EndTxn" && version < 3 && endsInNothing(cursor);
      const verb = aborts ? "ABORT" : api.name.toUpperCase();
      events.push({ kind: "statement", statement: request.statement, verb, text: api.name });
    }
    if (api?.name === "Produce" && wantsNoReply(version, cursor)) {
      const { statement } = request;
      if (statement !== undefined) events.push({ kind: "answered", statement });
      return;
    }
    this.#unanswered.set(correlation, request);
  }

  #readReply({ body }: Frame, events: ProtocolEvent[]): void {
    const cursor = new ByteCursor(body);
    const correlation = cursor.bigEndian(4);
    const request = this.#unanswered.get(correlation);
    if (request === undefined) return;
    this.#unanswered.delete(correlation);
    const { api, version, statement } = request;
    const code = api?.errorCode?.(version, cursor) ?? 0;
    if (code !== 0) events.push({ kind: "error", statement, code: String(signed16(code)) });
    if (statement !== undefined) events.push({ kind: "answered", statement });
  }
}

interface Request {
  readonly api: KafkaApi | undefined;
  readonly version: number;
  statement?: number;
}

const MESSAGE: FrameLayout = {
  headerLength: 4,
  bodyLength: (header) => new ByteCursor(header).bigEndian(4),
};
const API_VERSIONS = 18;
const MOST_UNANSWERED = 1000;

/** A producer that asks for no acknowledgement. From version 9 on the field lies elsewhere. */
function wantsNoReply(version: number, cursor: ByteCursor): boolean {
  if (version >= 9) return false;
  if (version >= 3) cursor.skip(Math.max(0, signed16(cursor.bigEndian(2))));
  return cursor.bigEndian(2) === 0;
}

function endsInNothing(cursor: ByteCursor): boolean {
  cursor.text(cursor.bigEndian(2));
  return cursor.skip(8 + 2).byte() === 0;
}
