import { PostgresMessageReader, type PostgresMessage } from "./postgres-messages.js";

/** What a Postgres connection says about statements. */
export type PostgresEvent =
  | { readonly kind: "statement"; readonly statement: number; readonly text: string }
  | { readonly kind: "error"; readonly statement: number | undefined; readonly sqlState: string };

/** Whether the first bytes that a client sent open a Postgres connection; undefined while too few. */
export function opensPostgres(firstBytes: Uint8Array): boolean | undefined {
  if (firstBytes.length < 8) return undefined;
  const length = readInt32(firstBytes, 0);
  return length >= 8 && length <= 10_000 && OPENING_CODES.has(readInt32(firstBytes, 4));
}

/**
 * Decodes both directions of one Postgres connection, incrementally. Bytes that are no Postgres
 * (or are encrypted) give no events. Memory is bounded and nothing throws.
 */
export class PostgresDecoder {
  readonly #frontend = new PostgresMessageReader("frontend");
  readonly #backend = new PostgresMessageReader("backend");
  readonly #prepared = new Map<string, string>();
  /** Requests without a reply yet: the server answers each with one ReadyForQuery. */
  readonly #unanswered: Request[] = [];
  #open: Request | undefined;
  #statements = 0;
  #encryption: "none" | "requested" | "on" = "none";

  /** True while the server owes a reply. */
  get awaitsReply(): boolean {
    return this.#unanswered.length > 0;
  }

  /** What the client's next bytes say. */
  sent(bytes: Uint8Array): readonly PostgresEvent[] {
    if (this.#encryption === "on") return [];
    const events: PostgresEvent[] = [];
    for (const message of this.#frontend.read(bytes)) this.#readFrontend(message, events);
    return events;
  }

  /** What the server's next bytes say. */
  received(bytes: Uint8Array): readonly PostgresEvent[] {
    let rest = bytes;
    if (this.#encryption === "requested" && rest.length > 0) {
      this.#encryption = rest[0] === NO ? "none" : "on";
      rest = rest.subarray(1);
    }
    if (this.#encryption === "on") return [];
    const events: PostgresEvent[] = [];
    for (const message of this.#backend.read(rest)) this.#readBackend(message, events);
    return events;
  }

  #readFrontend({ type, body }: PostgresMessage, events: PostgresEvent[]): void {
    if (type === "") {
      this.#readStartup(body);
      return;
    }
    if (type === "Q") {
      this.#push(textAt(body, 0), this.#begin(), events);
      return;
    }
    if (type === "S") {
      this.#open = undefined;
      return;
    }
    if (type !== "P" && type !== "B" && type !== "E" && type !== "D" && type !== "C") return;
    this.#open ??= this.#begin();
    if (type === "P") this.#readParse(body, this.#open);
    if (type === "B") this.#readBind(body, this.#open, events);
  }

  #readStartup(body: Uint8Array): void {
    const code = readInt32(body, 0);
    if (code === SSL_REQUEST || code === GSS_REQUEST) {
      this.#encryption = "requested";
      return;
    }
    this.#frontend.expectTypedMessages();
    if (code === PROTOCOL_3) this.#begin();
  }

  #readParse(body: Uint8Array, request: Request): void {
    const name = textAt(body, 0);
    const text = textAt(body, endOfText(body, 0));
    this.#prepared.set(name, text);
    request.parsed = text;
    const oldest = this.#prepared.keys().next();
    if (this.#prepared.size > MOST_PREPARED && !oldest.done) this.#prepared.delete(oldest.value);
  }

  #readBind(body: Uint8Array, request: Request, events: PostgresEvent[]): void {
    const text = this.#prepared.get(textAt(body, endOfText(body, 0)));
    if (text !== undefined) this.#push(text, request, events);
  }

  #readBackend({ type, body }: PostgresMessage, events: PostgresEvent[]): void {
    const request = this.#unanswered[0];
    if (type === "Z") this.#unanswered.shift();
    if (request === undefined) return;
    if (type === "C" || type === "I" || type === "s") request.completed += 1;
    if (type === "E") this.#readError(body, request, events);
  }

  #readError(body: Uint8Array, request: Request, events: PostgresEvent[]): void {
    const sqlState = errorField(body, "C");
    if (sqlState === undefined) return;
    // A statement that can't be parsed is answered before a client that waits would bind it.
    if (request.statements.length === 0 && request.parsed !== undefined) {
      this.#push(request.parsed, request, events);
    }
    const statement = request.statements[request.completed] ?? request.statements.at(-1);
    events.push({ kind: "error", statement, sqlState });
  }

  #begin(): Request {
    const request: Request = { statements: [], completed: 0 };
    this.#unanswered.push(request);
    if (this.#unanswered.length > MOST_UNANSWERED) this.#unanswered.shift();
    return request;
  }

  #push(text: string, request: Request, events: PostgresEvent[]): void {
    const statement = this.#statements;
    this.#statements += 1;
    if (request.statements.length < MOST_UNANSWERED) request.statements.push(statement);
    events.push({ kind: "statement", statement, text });
  }
}

/** Everything the server answers with one ReadyForQuery. */
interface Request {
  readonly statements: number[];
  completed: number;
  parsed?: string;
}

const PROTOCOL_3 = 0x00030000;
const SSL_REQUEST = 0x04d2162f;
const GSS_REQUEST = 0x04d21630;
const CANCEL_REQUEST = 0x04d2162e;
const OPENING_CODES = new Set([PROTOCOL_3, SSL_REQUEST, GSS_REQUEST, CANCEL_REQUEST]);
const NO = "N".charCodeAt(0);
const MOST_PREPARED = 1000;
const MOST_UNANSWERED = 1000;
const decoder = new TextDecoder();

function readInt32(bytes: Uint8Array, offset: number): number {
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(offset, offset + 4);
  return (a << 24) | (b << 16) | (c << 8) | d;
}

/** The position after the zero-terminated text at `offset`. */
function endOfText(body: Uint8Array, offset: number): number {
  const end = body.indexOf(0, offset);
  return end === -1 ? body.length : end + 1;
}

function textAt(body: Uint8Array, offset: number): string {
  const end = body.indexOf(0, offset);
  return decoder.decode(body.subarray(offset, end === -1 ? body.length : end));
}

function errorField(body: Uint8Array, field: string): string | undefined {
  let offset = 0;
  while (offset < body.length && body[offset] !== 0) {
    if (body[offset] === field.charCodeAt(0)) return textAt(body, offset + 1);
    offset = endOfText(body, offset + 1);
  }
  return undefined;
}
