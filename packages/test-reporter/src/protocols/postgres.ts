import { BoundedMap } from "./bounded-map.js";
import { ByteCursor } from "./byte-cursor.js";
import { FrameReader, type Frame, type FrameLayout } from "./frames.js";
import {
  opensTls,
  type Awaited,
  type Decoder,
  type Protocol,
  type ProtocolEvent,
} from "./protocol.js";
import { sqlVerb } from "./sql-verb.js";

/** PostgreSQL's frontend/backend protocol 3: https://www.postgresql.org/docs/current/protocol.html */
export const postgres: Protocol = {
  recognise({ sent, received }) {
    if (sent.length === 0 && received.length > 0) return false;
    if (sent.length < 8) return undefined;
    const cursor = new ByteCursor(sent);
    const length = cursor.bigEndian(4);
    return length >= 8 && length <= 10_000 && OPENING_CODES.has(cursor.bigEndian(4));
  },
  decoder: () => new PostgresDecoder(),
};

class PostgresDecoder implements Decoder {
  readonly #frontend = new FrameReader(UNTYPED);
  readonly #backend = new FrameReader(TYPED);
  readonly #prepared = new BoundedMap<string, string>(MOST_PREPARED);
  /** Requests without a reply yet: the server answers each with one ReadyForQuery. */
  readonly #unanswered: Request[] = [];
  #open: Request | undefined;
  #statements = 0;
  #hasStarted = false;
  #hasEnded = false;
  #encryption: "none" | "requested" | "agreed" | "on" = "none";

  get awaits(): Awaited {
    if (this.#hasEnded) return "end";
    return this.#unanswered.length > 0 || this.#encryption === "requested" ? "reply" : "nothing";
  }

  sent(bytes: Uint8Array): readonly ProtocolEvent[] {
    // Where TLS is unwrapped, what follows the agreement is the start-up packet in plain text.
    if (this.#encryption === "agreed") this.#encryption = opensTls(bytes) ? "on" : "none";
    if (this.#encryption === "on") return [];
    const events: ProtocolEvent[] = [];
    for (const frame of this.#frontend.read(bytes)) this.#readFrontend(frame, events);
    return events;
  }

  received(bytes: Uint8Array): readonly ProtocolEvent[] {
    let rest = bytes;
    if (this.#encryption === "requested" && rest.length > 0) {
      this.#encryption = rest[0] === NO ? "none" : "agreed";
      rest = rest.subarray(1);
    }
    if (this.#encryption === "on") return [];
    const events: ProtocolEvent[] = [];
    for (const frame of this.#backend.read(rest)) this.#readBackend(frame, events);
    return events;
  }

  #readFrontend({ header, body }: Frame, events: ProtocolEvent[]): void {
    if (!this.#hasStarted) {
      this.#readStartup(body);
      return;
    }
    const type = String.fromCharCode(header[0] ?? 0);
    if (type === "Q") {
      this.#push(new ByteCursor(body).zeroTerminated(), this.#begin(), events);
      return;
    }
    if (type === "S") {
      this.#open = undefined;
      return;
    }
    if (type === "X") this.#hasEnded = true;
    if (!EXTENDED_QUERY.has(type)) return;
    this.#open ??= this.#begin();
    if (type === "P") this.#readParse(body, this.#open);
    if (type === "B") this.#readBind(body, this.#open, events);
  }

  #readStartup(body: Uint8Array): void {
    const code = new ByteCursor(body).bigEndian(4);
    if (code === SSL_REQUEST || code === GSS_REQUEST) {
      this.#encryption = "requested";
      return;
    }
    this.#hasStarted = true;
    this.#frontend.expect(TYPED);
    if (code === PROTOCOL_3) this.#begin();
  }

  #readParse(body: Uint8Array, request: Request): void {
    const cursor = new ByteCursor(body);
    const name = cursor.zeroTerminated();
    const text = cursor.zeroTerminated();
    this.#prepared.set(name, text);
    request.parsed = text;
  }

  #readBind(body: Uint8Array, request: Request, events: ProtocolEvent[]): void {
    const cursor = new ByteCursor(body);
    cursor.zeroTerminated();
    const text = this.#prepared.get(cursor.zeroTerminated());
    if (text !== undefined) this.#push(text, request, events);
  }

  #readBackend({ header, body }: Frame, events: ProtocolEvent[]): void {
    const type = String.fromCharCode(header[0] ?? 0);
    const request = this.#unanswered[0];
    if (type === "E") this.#readError(body, request, events);
    if (request === undefined) return;
    if (type === "C" || type === "I" || type === "s") request.completed += 1;
    if (type === "Z") {
      this.#unanswered.shift();
      for (const statement of request.statements) events.push({ kind: "answered", statement });
    }
  }

  #readError(body: Uint8Array, request: Request | undefined, events: ProtocolEvent[]): void {
    const code = errorField(body, "C");
    if (code === undefined) return;
    // A statement that can't be parsed is answered before a client that waits would bind it.
    if (request?.statements.length === 0 && request.parsed !== undefined) {
      this.#push(request.parsed, request, events);
    }
    const statement = request?.statements[request.completed] ?? request?.statements.at(-1);
    events.push({ kind: "error", statement, code });
  }

  #begin(): Request {
    const request: Request = { statements: [], completed: 0 };
    this.#unanswered.push(request);
    if (this.#unanswered.length > MOST_UNANSWERED) this.#unanswered.shift();
    return request;
  }

  #push(text: string, request: Request, events: ProtocolEvent[]): void {
    const statement = this.#statements;
    this.#statements += 1;
    if (request.statements.length < MOST_UNANSWERED) request.statements.push(statement);
    events.push({ kind: "statement", statement, verb: sqlVerb(text), text });
  }
}

/** Everything the server answers with one ReadyForQuery. */
interface Request {
  readonly statements: number[];
  completed: number;
  parsed?: string;
}

const UNTYPED: FrameLayout = {
  headerLength: 4,
  bodyLength: (header) => new ByteCursor(header).bigEndian(4) - 4,
};
const TYPED: FrameLayout = {
  headerLength: 5,
  bodyLength: (header) => new ByteCursor(header, 1).bigEndian(4) - 4,
};

const EXTENDED_QUERY: ReadonlySet<string> = new Set("PBEDC");
const PROTOCOL_3 = 0x00030000;
const SSL_REQUEST = 0x04d2162f;
const GSS_REQUEST = 0x04d21630;
const CANCEL_REQUEST = 0x04d2162e;
const OPENING_CODES = new Set([PROTOCOL_3, SSL_REQUEST, GSS_REQUEST, CANCEL_REQUEST]);
const NO = "N".charCodeAt(0);
const MOST_PREPARED = 1000;
const MOST_UNANSWERED = 1000;

function errorField(body: Uint8Array, field: string): string | undefined {
  const cursor = new ByteCursor(body);
  while (!cursor.isAtEnd) {
    const name = cursor.byte();
    if (name === 0) return undefined;
    const value = cursor.zeroTerminated();
    if (name === field.charCodeAt(0)) return value;
  }
  return undefined;
}
