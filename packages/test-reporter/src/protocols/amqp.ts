import {
  BASIC_ACK,
  BASIC_CONSUME,
  BASIC_GET,
  BASIC_GET_EMPTY,
  BASIC_NACK,
  BASIC_PUBLISH,
  BASIC_RETURN,
  CHANNEL_CLOSE,
  CLIENT_METHODS,
  CONFIRM_SELECT,
  CONNECTION_CLOSE,
  CONNECTION_CLOSE_OK,
  CONNECTION_OPEN_OK,
  methodNumber,
  type AmqpMethod,
} from "./amqp-methods.js";
import { ByteCursor } from "./byte-cursor.js";
import { FrameReader, type Frame, type FrameLayout } from "./frames.js";
import type { Awaited, Decoder, Protocol, ProtocolEvent } from "./protocol.js";

/**
 * AMQP 0-9-1, RabbitMQ's protocol: https://www.rabbitmq.com/amqp-0-9-1-protocol. A statement is a
 * method, its verb the method's own name. An error's code is the reply code of a closed channel or
 * connection (`404`) or of a returned message (`312`), or `nack` for one that was not confirmed.
 */
export const amqp: Protocol = {
  recognise({ sent, received }) {
    if (sent.length === 0 && received.length > 0) return false;
    const isPrefix = OPENING.every((byte, index) => index >= sent.length || sent[index] === byte);
    if (!isPrefix) return false;
    return sent.length >= OPENING.length ? true : undefined;
  },
  decoder: () => new AmqpDecoder(),
};

class AmqpDecoder implements Decoder {
  readonly #client = new FrameReader(OPENING_LAYOUT);
  readonly #server = new FrameReader(FRAME);
  readonly #channels = new Map<number, Channel>();
  #statements = 0;
  #stage: "header" | "login" | "open" | "closed" = "header";

  get awaits(): Awaited {
    if (this.#stage === "closed") return "end";
    const channels = [...this.#channels.values()];
    if (this.#stage === "login" || channels.some((channel) => channel.unanswered.length > 0)) {
      return "reply";
    }
    return channels.some(({ consumes }) => consumes) ? "event" : "nothing";
  }

  sent(bytes: Uint8Array): readonly ProtocolEvent[] {
    const events: ProtocolEvent[] = [];
    for (const frame of this.#client.read(bytes)) {
      if (this.#stage === "header") this.#begin();
      else this.#readClient(frame, events);
    }
    return events;
  }

  received(bytes: Uint8Array): readonly ProtocolEvent[] {
    const events: ProtocolEvent[] = [];
    for (const frame of this.#server.read(bytes)) this.#readServer(frame, events);
    return events;
  }

  #begin(): void {
    this.#stage = "login";
    this.#client.expect(FRAME);
  }

  #readClient(frame: Frame, events: ProtocolEvent[]): void {
    const { channel: id, method, cursor } = readMethod(frame);
    if (method === CONNECTION_CLOSE || method === CONNECTION_CLOSE_OK) this.#stage = "closed";
    const known = method === undefined ? undefined : CLIENT_METHODS.get(method);
    if (method === undefined || known === undefined) return;
    const channel = this.#channel(id);
    const statement = this.#statements;
    this.#statements += 1;
    const verb = known.name.slice(known.name.indexOf(".") + 1).toUpperCase();
    events.push({ kind: "statement", statement, verb, text: known.name });
    channel.last.set(method, statement);
    if (method === BASIC_CONSUME) channel.consumes = true;
    if (method === CONFIRM_SELECT) channel.confirms = [];
    if (method === BASIC_PUBLISH) confirmLater(channel, statement);
    if (known.reply === "ok" && !isUnanswered(known, cursor)) {
      channel.unanswered.push({ method, statement });
      if (channel.unanswered.length > MOST_UNANSWERED) channel.unanswered.shift();
    } else if (method !== BASIC_PUBLISH || channel.confirms === undefined) {
      events.push({ kind: "answered", statement });
    }
  }

  #readServer(frame: Frame, events: ProtocolEvent[]): void {
    const { channel: id, method, cursor } = readMethod(frame);
    if (method === undefined) return;
    if (method === CONNECTION_OPEN_OK) this.#stage = "open";
    else if (method === CONNECTION_CLOSE_OK) this.#stage = "closed";
    else if (method === CHANNEL_CLOSE || method === CONNECTION_CLOSE) {
      this.#readClose(method, id, cursor, events);
    } else if (method === BASIC_RETURN) {
      const statement = this.#channel(id).last.get(BASIC_PUBLISH);
      events.push({ kind: "error", statement, code: String(cursor.bigEndian(2)) });
    } else if (method === BASIC_ACK || method === BASIC_NACK) {
      readConfirmation(this.#channel(id), method, cursor, events);
    } else this.#readReply(method, this.#channel(id), events);
  }

  #readReply(method: number, channel: Channel, events: ProtocolEvent[]): void {
    const [oldest] = channel.unanswered;
    if (oldest === undefined) return;
    const isReply =
      method === oldest.method + 1 || (method === BASIC_GET_EMPTY && oldest.method === BASIC_GET);
    if (!isReply) return;
    channel.unanswered.shift();
    events.push({ kind: "answered", statement: oldest.statement });
  }

  /** The server closes a channel for a fault of one of its methods, a connection for one of any channel. */
  #readClose(method: number, id: number, cursor: ByteCursor, events: ProtocolEvent[]): void {
    const code = cursor.bigEndian(2);
    cursor.text(cursor.byte());
    const culprit = methodNumber(cursor.bigEndian(2), cursor.bigEndian(2));
    const channels = method === CHANNEL_CLOSE ? [this.#channel(id)] : [...this.#channels.values()];
    const statement = channels.flatMap(({ last }) => last.get(culprit) ?? []).at(-1);
    if (code !== NO_ERROR) events.push({ kind: "error", statement, code: String(code) });
    for (const one of channels.flatMap(({ unanswered, confirms = [] }) => [
      ...unanswered,
      ...confirms,
    ])) {
      events.push({ kind: "answered", statement: one.statement });
    }
    if (method === CHANNEL_CLOSE) this.#channels.delete(id);
    else this.#channels.clear();
    if (this.#stage === "login") this.#stage = "closed";
  }

  #channel(id: number): Channel {
    const known = this.#channels.get(id);
    if (known !== undefined) return known;
    const channel: Channel = { unanswered: [], last: new Map(), consumes: false };
    if (this.#channels.size < MOST_CHANNELS) this.#channels.set(id, channel);
    return channel;
  }
}

interface Channel {
  readonly unanswered: { readonly method: number; readonly statement: number }[];
  /** The statement that sent each method last. */
  readonly last: Map<number, number>;
  consumes: boolean;
  /** Published and not confirmed yet, where the channel confirms, with their delivery tags. */
  confirms?: { readonly tag: number; readonly statement: number }[];
  published?: number;
}

function confirmLater(channel: Channel, statement: number): void {
  if (channel.confirms === undefined) return;
  channel.published = (channel.published ?? 0) + 1;
  channel.confirms.push({ tag: channel.published, statement });
  if (channel.confirms.length > MOST_UNANSWERED) channel.confirms.shift();
}

function readConfirmation(
  channel: Channel,
  method: number,
  cursor: ByteCursor,
  events: ProtocolEvent[],
): void {
  const tag = cursor.skip(2).bigEndian(6);
  const isMultiple = (cursor.byte() & 1) === 1;
  const isMeant = (each: { readonly tag: number }): boolean =>
    isMultiple ? each.tag <= tag || tag === 0 : each.tag === tag;
  const { confirms } = channel;
  if (confirms === undefined) return;
  for (const { statement } of confirms.filter(isMeant)) {
    if (method === BASIC_NACK) events.push({ kind: "error", statement, code: "nack" });
    events.push({ kind: "answered", statement });
  }
  channel.confirms = confirms.filter((each) => !isMeant(each));
}

/** Whether the client asked for no reply. */
function isUnanswered({ noWait }: AmqpMethod, cursor: ByteCursor): boolean {
  if (noWait === undefined) return false;
  cursor.skip(noWait.skipped);
  for (let text = 0; text < noWait.texts; text += 1) cursor.text(cursor.byte());
  return ((cursor.byte() >> noWait.bit) & 1) === 1;
}

/** Header, body and heartbeat frames have no method. */
function readMethod({ header, body }: Frame) {
  const cursor = new ByteCursor(body);
  const channel = new ByteCursor(header, 1).bigEndian(2);
  if (header[0] !== METHOD_FRAME) return { channel, cursor, method: undefined };
  return { channel, cursor, method: methodNumber(cursor.bigEndian(2), cursor.bigEndian(2)) };
}

const OPENING = [0x41, 0x4d, 0x51, 0x50, 0, 0, 9, 1];
const OPENING_LAYOUT: FrameLayout = {
  headerLength: OPENING.length,
  bodyLength: (header) => (OPENING.every((byte, index) => header[index] === byte) ? 0 : -1),
};
const METHOD_FRAME = 1;
const LAST_FRAME_TYPE = 8;
/** Type, channel and size; the size leaves out the byte that ends a frame. */
const FRAME: FrameLayout = {
  headerLength: 7,
  bodyLength(header) {
    const type = header[0] ?? 0;
    if (type === 0 || type > LAST_FRAME_TYPE) return -1;
    return new ByteCursor(header, 3).bigEndian(4) + 1;
  },
};
/** The reply code of an orderly end. */
const NO_ERROR = 200;
const MOST_UNANSWERED = 1000;
const MOST_CHANNELS = 2048;
