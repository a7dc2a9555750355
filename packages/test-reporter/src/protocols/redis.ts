import type { Awaited, Decoder, Protocol, ProtocolEvent } from "./protocol.js";
import { RespReader, type RespValue } from "./resp.js";

/**
 * Redis and Valkey, RESP2 and RESP3. A statement is a command's name: keys and values are never
 * kept. An error's code is its first word: `WRONGTYPE`, `MOVED`, `ERR`.
 */
export const redis: Protocol = {
  recognise({ sent, received }) {
    if (sent.length === 0) return received.length > 0 ? false : undefined;
    const text = String.fromCharCode(...sent.subarray(0, 16));
    if (/^\*[1-9]\d{0,6}\r\n\$\d/.test(text)) return true;
    return /^(?:\*(?:[1-9]\d{0,6}(?:\r(?:\n\$?)?)?)?)?$/.test(text) ? undefined : false;
  },
  decoder: () => new RedisDecoder(),
};

class RedisDecoder implements Decoder {
  readonly #client = new RespReader();
  readonly #server = new RespReader();
  readonly #unanswered: Command[] = [];
  /** Commands that a transaction holds until EXEC; undefined outside of one. */
  #queued: Command[] | undefined;
  /** The command that is being read. */
  #command: Command | undefined;
  #isSubscriber = false;
  #hasEnded = false;
  #statements = 0;
  readonly #reply = new ReplyInParts();

  get awaits(): Awaited {
    if (this.#hasEnded) return "end";
    const [oldest] = this.#unanswered;
    if (oldest !== undefined) return WAITING_COMMANDS.has(oldest.name) ? "event" : "reply";
    return this.#isSubscriber ? "event" : "nothing";
  }

  sent(bytes: Uint8Array): readonly ProtocolEvent[] {
    const events: ProtocolEvent[] = [];
    for (const value of this.#client.read(bytes)) {
      if (value.depth === 0) this.#command = { name: "", expected: Math.max(1, value.size - 1) };
      else if (value.index === 0 && this.#command !== undefined) {
        this.#command.name = value.text.toUpperCase();
      }
      if (value.isLast && this.#command !== undefined) this.#begin(this.#command, events);
    }
    return events;
  }

  received(bytes: Uint8Array): readonly ProtocolEvent[] {
    const events: ProtocolEvent[] = [];
    for (const value of this.#server.read(bytes)) {
      const part = this.#reply.next(value);
      if (part === "attribute") continue;
      if (value.type === "-" || value.type === "!") this.#readError(value, events);
      if (value.isLast) this.#finish(events);
    }
    return events;
  }

  #begin(command: Command, events: ProtocolEvent[]): void {
    this.#command = undefined;
    if (SUBSCRIBING.has(command.name)) this.#isSubscriber = true;
    if (!OPENING_TALK.has(command.name)) {
      command.statement = this.#statements;
      this.#statements += 1;
      const { statement, name } = command;
      events.push({ kind: "statement", statement, verb: name, text: name });
    }
    this.#unanswered.push(command);
    if (this.#unanswered.length > MOST_UNANSWERED) this.#unanswered.shift();
  }

  /** An error answers the oldest command, or, within EXEC's reply, the queued one in its place. */
  #readError({ text, depth, index }: RespValue, events: ProtocolEvent[]): void {
    const [oldest] = this.#unanswered;
    const code = /^[^\s:]+/.exec(text)?.[0] ?? "ERR";
    const isWhole = depth === 0;
    const isOfTransaction = depth === 1 && oldest?.name === "EXEC";
    if (!isWhole && !isOfTransaction) return;
    const command = isWhole ? oldest : this.#queued?.[index];
    if (isWhole && oldest !== undefined) oldest.failed = true;
    // A client that introduces itself asks an older server for what it does not know.
    if (command !== undefined && OPENING_TALK.has(command.name) && UNKNOWN_TALK.has(code)) return;
    events.push({ kind: "error", statement: command?.statement, code });
  }

  #finish(events: ProtocolEvent[]): void {
    const { kind, firstText } = this.#reply.take();
    const [oldest] = this.#unanswered;
    const isPubSub = this.#isSubscriber && PUSHED.test(firstText);
    if (kind === ">" || isPubSub) {
      // A subscription is confirmed once for each channel, in the form of a message.
      if (oldest?.name !== firstText.toUpperCase()) return;
      oldest.expected -= 1;
      if (oldest.expected > 0) return;
    }
    if (oldest === undefined) return;
    this.#unanswered.shift();
    if (oldest.name === "QUIT") this.#hasEnded = true;
    for (const { statement } of this.#answeredWith(oldest)) {
      if (statement !== undefined) events.push({ kind: "answered", statement });
    }
  }

  /** What a reply to `command` answers: a transaction's end also answers what was queued in it. */
  #answeredWith(command: Command): readonly Command[] {
    const queued = this.#queued;
    const ends = command.name === "EXEC" || command.name === "DISCARD";
    if (ends) this.#queued = undefined;
    else if (command.name === "MULTI") this.#queued = [];
    else if (queued !== undefined && command.failed !== true && queued.length < MOST_UNANSWERED) {
      queued.push(command);
      return [];
    }
    return ends ? [...(queued ?? []), command] : [command];
  }
}

/** Puts together what a reply of several values is. */
class ReplyInParts {
  #kind = "";
  #firstText = "";
  #attribute: "none" | "open" = "none";

  /** Attributes come before a reply and are not one. */
  next(value: RespValue): "attribute" | "reply" {
    if (value.depth === 0 && value.type === "|") this.#attribute = "open";
    if (this.#attribute === "open") {
      if (value.isLast) this.#attribute = "none";
      return "attribute";
    }
    if (value.depth === 0) this.#kind = value.type;
    if (value.depth === 1 && value.index === 0) this.#firstText = value.text;
    return "reply";
  }

  take(): { readonly kind: string; readonly firstText: string } {
    const whole = { kind: this.#kind, firstText: this.#firstText };
    this.#firstText = "";
    return whole;
  }
}

interface Command {
  name: string;
  statement?: number;
  /** How many confirmations a subscription gets. */
  expected: number;
  failed?: boolean;
}

/** How a client introduces itself: no use of the database yet. */
const OPENING_TALK: ReadonlySet<string> = new Set(["HELLO", "AUTH", "CLIENT", "INFO"]);
const UNKNOWN_TALK: ReadonlySet<string> = new Set(["ERR", "NOPROTO"]);

/** Commands that may wait for as long as they like. */
const WAITING_COMMANDS: ReadonlySet<string> = new Set([
  "BLMOVE",
  "BLMPOP",
  "BLPOP",
  "BRPOP",
  "BRPOPLPUSH",
  "BZMPOP",
  "BZPOPMAX",
  "BZPOPMIN",
  "WAIT",
  "WAITAOF",
  "XREAD",
  "XREADGROUP",
]);

const SUBSCRIBING: ReadonlySet<string> = new Set(["SUBSCRIBE", "PSUBSCRIBE", "SSUBSCRIBE"]);
const PUSHED = /^(?:[ps]?message|[ps]?(?:un)?subscribe)$/i;
const MOST_UNANSWERED = 10_000;
