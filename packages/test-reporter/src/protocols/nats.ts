import { BoundedMap } from "./bounded-map.js";
import type { Awaited, Decoder, Protocol, ProtocolEvent } from "./protocol.js";
import { TextCommandReader, type TextCommand } from "./text-commands.js";

/**
 * NATS: https://docs.nats.io/reference/reference-protocols/nats-protocol. A statement is a command's
 * name: subjects and payloads are never kept. An error's code is the server's phrase, or the status
 * that answers a request in place of a message: `503` when nobody listens.
 */
export const nats: Protocol = {
  recognise({ sent, received }) {
    if (received.length === 0) return sent.length > 0 ? false : undefined;
    const text = String.fromCharCode(...received.subarray(0, OPENING.length));
    if (text === OPENING) return true;
    return OPENING.startsWith(text) ? undefined : false;
  },
  decoder: () => new NatsDecoder(),
};

class NatsDecoder implements Decoder {
  readonly #client = new TextCommandReader(payloadLength);
  readonly #server = new TextCommandReader(payloadLength);
  /** Requests without a reply yet, by the subject the reply goes to. */
  readonly #requests = new BoundedMap<string, Request>(MOST_REQUESTS);
  #statements = 0;
  #pings = 0;
  #subscribes = false;
  #hasStarted = false;

  get awaits(): Awaited {
    const isOwed = [...this.#requests.values()].some(({ mayWait }) => !mayWait);
    if (this.#pings > 0 || isOwed) return "reply";
    return this.#subscribes ? "event" : "nothing";
  }

  sent(bytes: Uint8Array): readonly ProtocolEvent[] {
    const events: ProtocolEvent[] = [];
    for (const command of this.#client.read(bytes)) this.#readClient(command, events);
    return events;
  }

  received(bytes: Uint8Array): readonly ProtocolEvent[] {
    const events: ProtocolEvent[] = [];
    for (const command of this.#server.read(bytes)) this.#readServer(command, events);
    return events;
  }

  #readClient({ name, parameters }: TextCommand, events: ProtocolEvent[]): void {
    if (!this.#hasStarted) return;
    if (name === "PING") this.#pings += 1;
    if (!REPORTED.has(name)) return;
    const statement = this.#statements;
    this.#statements += 1;
    events.push({ kind: "statement", statement, verb: name, text: name });
    if (name === "SUB") this.#subscribes = true;
    const [subject = "", reply] = parameters;
    const asksForReply = parameters.length === (name === "HPUB" ? 4 : 3);
    if (name === "SUB" || name === "UNSUB" || !asksForReply || reply === undefined) {
      events.push({ kind: "answered", statement });
      return;
    }
    this.#requests.set(reply, { statement, mayWait: subject.startsWith(NEXT_MESSAGE) });
  }

  #readServer({ name, parameters, line, payload }: TextCommand, events: ProtocolEvent[]): void {
    if (name === "INFO") this.#hasStarted = true;
    if (!this.#hasStarted) return;
    if (name === "PONG") this.#pings = Math.max(0, this.#pings - 1);
    if (name === "-ERR") {
      const phrase = /'(.*?)(?: (?:for|to) .*)?'/i.exec(line)?.[1] ?? "";
      events.push({ kind: "error", statement: undefined, code: phrase });
    }
    if (name !== "MSG" && name !== "HMSG") return;
    const request = this.#requests.get(parameters[0] ?? "");
    if (request === undefined) return;
    this.#requests.delete(parameters[0] ?? "");
    const { statement } = request;
    const status = name === "HMSG" ? /^NATS\/1\.0 ([45]\d\d)/.exec(payload)?.[1] : undefined;
    // To whom may wait, the server says so when there was nothing to get.
    const isEmpty = request.mayWait && (status === "404" || status === "408");
    if (status !== undefined && !isEmpty) events.push({ kind: "error", statement, code: status });
    events.push({ kind: "answered", statement });
  }
}

interface Request {
  readonly statement: number;
  /** True for one that is answered when there is a message. */
  readonly mayWait: boolean;
}

const OPENING = "INFO {";
const REPORTED: ReadonlySet<string> = new Set(["PUB", "HPUB", "SUB", "UNSUB"]);
const PAYLOADS: ReadonlySet<string> = new Set(["PUB", "HPUB", "MSG", "HMSG"]);
/** How a consumer of JetStream asks for the next message. */
const NEXT_MESSAGE = "$JS.API.CONSUMER.MSG.NEXT.";
const MOST_REQUESTS = 1000;

/** The last parameter counts the bytes after the line, headers included, but not the line's end behind them. */
function payloadLength({ name, parameters }: Pick<TextCommand, "name" | "parameters">): number {
  if (!PAYLOADS.has(name)) return 0;
  return Number(parameters.at(-1)) + 2;
}
