import { BsonDocument } from "./bson.js";
import { BoundedMap } from "./bounded-map.js";
import { ByteCursor } from "./byte-cursor.js";
import { FrameReader, type Frame, type FrameLayout } from "./frames.js";
import type { Awaited, Decoder, Protocol, ProtocolEvent } from "./protocol.js";

/**
 * MongoDB's wire protocol, OP_MSG: https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/.
 * A statement is a command and its collection, `insert orders`. An error's code is its number, the
 * code's name an alias. Compressed messages are paired with their replies and otherwise unknown.
 */
export const mongodb: Protocol = {
  recognise({ sent, received }) {
    if (sent.length === 0 && received.length > 0) return false;
    if (sent.length < HEADER_LENGTH) return undefined;
    const cursor = new ByteCursor(sent);
    const length = cursor.littleEndian(4);
    const responseTo = cursor.skip(4).littleEndian(4);
    const isRequest = responseTo === 0 && REQUESTS.has(cursor.littleEndian(4));
    return isRequest && length > HEADER_LENGTH && length <= LONGEST_MESSAGE;
  },
  decoder: () => new MongodbDecoder(),
};

class MongodbDecoder implements Decoder {
  readonly #client = new FrameReader(MESSAGE);
  readonly #server = new FrameReader(MESSAGE);
  /** Requests without a reply yet, by the identifier that the reply names. */
  readonly #unanswered = new BoundedMap<number, Request>(MOST_UNANSWERED);
  #statements = 0;

  get awaits(): Awaited {
    const requests = [...this.#unanswered.values()];
    if (requests.length === 0) return "nothing";
    return requests.every(({ mayWait }) => mayWait) ? "event" : "reply";
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

  #readRequest({ header, body }: Frame, events: ProtocolEvent[]): void {
    const { requestId, opCode } = readHeader(header);
    if (!REQUESTS.has(opCode)) return;
    const message = opCode === OP_MSG ? readMessage(body) : undefined;
    const request: Request =
      message === undefined ? { mayWait: false } : this.#describe(message, events);
    if (message?.isFlagged === true) {
      if (request.statement !== undefined) {
        events.push({ kind: "answered", statement: request.statement });
      }
      return;
    }
    this.#unanswered.set(requestId, request);
  }

  #describe({ document }: Message, events: ProtocolEvent[]): Request {
    const [command] = document.elements();
    if (command === undefined) return { mayWait: false };
    const mayWait = command.name === "getMore" || document.get("maxAwaitTimeMS") !== undefined;
    if (OPENING_TALK.has(command.name)) return { mayWait };
    const statement = this.#statements;
    this.#statements += 1;
    const target = typeof command.value === "string" ? command.value : document.get("collection");
    events.push({
      kind: "statement",
      statement,
      verb: command.name.toUpperCase(),
      text: typeof target === "string" ? `${command.name} ${target}` : command.name,
    });
    return { mayWait, statement };
  }

  #readReply({ header, body }: Frame, events: ProtocolEvent[]): void {
    const { requestId, responseTo, opCode } = readHeader(header);
    const request = this.#unanswered.get(responseTo);
    if (request === undefined) return;
    this.#unanswered.delete(responseTo);
    const message = opCode === OP_MSG ? readMessage(body) : undefined;
    // The next reply of an exhausting request answers this one.
    if (message?.isFlagged === true) this.#unanswered.set(requestId, request);
    const { statement } = request;
    const error = message === undefined ? undefined : readError(message.document);
    if (error !== undefined) events.push({ kind: "error", statement, ...error });
    if (statement !== undefined) events.push({ kind: "answered", statement });
  }
}

interface Request {
  readonly statement?: number;
  /** True for one that the server answers when there is something to tell. */
  readonly mayWait: boolean;
}

interface Message {
  /** `moreToCome`: a request that wants no reply, or a reply that another follows. */
  readonly isFlagged: boolean;
  readonly document: BsonDocument;
}

const HEADER_LENGTH = 16;
const LONGEST_MESSAGE = 48_000_000;
const OP_QUERY = 2004;
const OP_COMPRESSED = 2012;
const OP_MSG = 2013;
const REQUESTS: ReadonlySet<number> = new Set([OP_QUERY, OP_COMPRESSED, OP_MSG]);
const MORE_TO_COME = 2;
const MOST_UNANSWERED = 1000;

/** How a driver introduces itself and watches its server: no use of the database. */
const OPENING_TALK: ReadonlySet<string> = new Set([
  "hello",
  "ismaster",
  "isMaster",
  "saslStart",
  "saslContinue",
  "endSessions",
]);

const MESSAGE: FrameLayout = {
  headerLength: HEADER_LENGTH,
  bodyLength(header) {
    const length = new ByteCursor(header).littleEndian(4) - HEADER_LENGTH;
    return length <= LONGEST_MESSAGE ? length : -1;
  },
};

function readHeader(header: Uint8Array) {
  const cursor = new ByteCursor(header, 4);
  return {
    requestId: cursor.littleEndian(4),
    responseTo: cursor.littleEndian(4),
    opCode: cursor.littleEndian(4),
  };
}

/** The command or reply of a message: its section of kind 0, which drivers and servers send first. */
function readMessage(body: Uint8Array): Message | undefined {
  const cursor = new ByteCursor(body);
  const isFlagged = (cursor.littleEndian(4) & MORE_TO_COME) !== 0;
  if (cursor.byte() !== 0) return undefined;
  return { isFlagged, document: new BsonDocument(body.subarray(cursor.offset)) };
}

function readError(
  reply: BsonDocument,
): { readonly code: string; readonly aliases?: readonly string[] } | undefined {
  const code = reply.get("ok") === 0 ? reply.get("code") : undefined;
  if (typeof code === "number") {
    const name = reply.get("codeName");
    return { code: String(code), ...(typeof name === "string" && { aliases: [name] }) };
  }
  for (const list of ["writeErrors", "writeConcernError"]) {
    const found = reply.get(list);
    if (!(found instanceof BsonDocument)) continue;
    const [first] = list === "writeErrors" ? found.elements() : [{ value: found }];
    const of = first?.value instanceof BsonDocument ? first.value.get("code") : undefined;
    if (typeof of === "number") return { code: String(of) };
  }
  return undefined;
}
