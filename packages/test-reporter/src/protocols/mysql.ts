import { BoundedMap } from "./bounded-map.js";
import { ByteCursor } from "./byte-cursor.js";
import { FrameReader, type Frame, type FrameLayout } from "./frames.js";
import {
  ERR,
  lengthEncoded,
  MysqlReply,
  OK,
  readError,
  type MysqlError,
  type ReplyForm,
  type ReplyKind,
} from "./mysql-replies.js";
import {
  OpaqueDecoder,
  opensTls,
  type Awaited,
  type Decoder,
  type Protocol,
  type ProtocolEvent,
} from "./protocol.js";
import { sqlVerb } from "./sql-verb.js";

/**
 * The client/server protocol of MySQL and MariaDB:
 * https://dev.mysql.com/doc/dev/mysql-server/latest/PAGE_PROTOCOL.html,
 * https://mariadb.com/kb/en/clientserver-protocol/. An error's code is its number, its SQLSTATE an alias.
 */
export const mysql: Protocol = {
  recognise({ sent, received }) {
    if (received.length === 0 && sent.length > 0) return false;
    if (received.length < 7) return undefined;
    const cursor = new ByteCursor(received);
    const length = cursor.littleEndian(3);
    if (cursor.byte() !== 0 || length < 3 || length > 1000) return false;
    const first = cursor.byte();
    if (first === ERR) return isServerError(cursor.littleEndian(2));
    return first === PROTOCOL_10 && /^\d[\d.]$/.test(cursor.text(2));
  },
  decoder: () => new MysqlDecoder(),
};

class MysqlDecoder implements Decoder {
  readonly #client = new FrameReader(PACKET);
  readonly #server = new FrameReader(PACKET);
  readonly #prepared = new BoundedMap<number, string>(MOST_PREPARED);
  readonly #unanswered: Request[] = [];
  #lastPrepared = 0;
  #statements = 0;
  #form: ReplyForm = { deprecatesEof: false, cachesMetadata: false };
  #serverCapabilities: Capabilities = { common: 0, mariaDb: 0 };
  #readsAttributes = false;
  #isCompressed = false;
  #phase: "greeting" | "tls" | "login" | "commands" | "end" = "greeting";
  /** Reads on once the bytes are compressed or encrypted. */
  #opaque: OpaqueDecoder | undefined;
  /** A packet of the greatest length goes on in the next one. */
  #continues = { client: false, server: false };

  get awaits(): Awaited {
    if (this.#opaque !== undefined) return this.#opaque.awaits;
    if (this.#phase === "end") return "end";
    return this.#unanswered.length > 0 || this.#phase === "tls" ? "reply" : "nothing";
  }

  sent(bytes: Uint8Array): readonly ProtocolEvent[] {
    if (this.#phase === "tls") {
      this.#phase = "login";
      if (opensTls(bytes)) this.#opaque = new OpaqueDecoder();
    }
    if (this.#opaque !== undefined) return this.#opaque.sent();
    const events: ProtocolEvent[] = [];
    for (const frame of this.#client.read(bytes)) {
      const continues = this.#continues.client;
      this.#continues.client = frame.length === LONGEST_PACKET;
      if (!continues) this.#readClient(frame, events);
    }
    return events;
  }

  received(bytes: Uint8Array): readonly ProtocolEvent[] {
    if (this.#opaque !== undefined) return this.#opaque.received();
    const events: ProtocolEvent[] = [];
    for (const frame of this.#server.read(bytes)) {
      const continues = this.#continues.server;
      this.#continues.server = frame.length === LONGEST_PACKET;
      if (!continues) this.#readServer(frame, events);
    }
    return events;
  }

  #readClient({ header, body }: Frame, events: ProtocolEvent[]): void {
    if (this.#phase === "login" && this.#unanswered.length === 0) this.#readLogin(body);
    // Another number than 0 goes on with what a command began: a log-in, a file.
    else if (this.#phase === "commands" && header[3] === 0) this.#readCommand(body, events);
  }

  #readLogin(body: Uint8Array): void {
    const cursor = new ByteCursor(body);
    const common = cursor.littleEndian(4);
    const mariaDb = cursor.skip(4 + 1 + 19).littleEndian(4);
    if (isSet(common, CLIENT_SSL) && body.length === SSL_REQUEST_LENGTH) {
      this.#phase = "tls";
      return;
    }
    const agreed = (flag: number): boolean =>
      isSet(common, flag) && isSet(this.#serverCapabilities.common, flag);
    this.#isCompressed = agreed(CLIENT_COMPRESS) || agreed(CLIENT_ZSTD);
    this.#readsAttributes = agreed(CLIENT_QUERY_ATTRIBUTES);
    this.#form = {
      deprecatesEof: agreed(CLIENT_DEPRECATE_EOF),
      cachesMetadata:
        isSet(mariaDb, MARIADB_CACHE_METADATA) &&
        isSet(this.#serverCapabilities.mariaDb, MARIADB_CACHE_METADATA),
    };
    this.#begin("login");
  }

  #readCommand(body: Uint8Array, events: ProtocolEvent[]): void {
    const cursor = new ByteCursor(body);
    const command = cursor.byte();
    switch (command) {
      case COM_QUERY:
        this.#push(this.#queryText(cursor), this.#begin("results"), events);
        return;
      case COM_STMT_PREPARE:
        this.#begin("prepared").parsed = cursor.rest();
        return;
      case COM_STMT_EXECUTE:
      case COM_STMT_BULK_EXECUTE: {
        const text = this.#prepared.get(this.#statementId(cursor));
        const request = this.#begin("results");
        // One that is sent ahead of its preparation's reply has the text that is being prepared.
        const parsed = this.#unanswered.findLast((each) => each.parsed !== undefined)?.parsed;
        this.#push(text ?? parsed ?? "", request, events);
        return;
      }
      case COM_STMT_CLOSE:
        this.#prepared.delete(cursor.littleEndian(4));
        return;
      case COM_QUIT:
        this.#phase = "end";
        return;
      case COM_STMT_SEND_LONG_DATA:
        return;
      default:
        this.#begin(REPLY_OF_COMMAND[command] ?? "results");
    }
  }

  /** MariaDB's −1 stands for the statement that was prepared last. */
  #statementId(cursor: ByteCursor): number {
    const id = cursor.littleEndian(4);
    return id === 0xffffffff ? this.#lastPrepared : id;
  }

  #queryText(cursor: ByteCursor): string {
    if (this.#readsAttributes) {
      const attributes = lengthEncoded(cursor);
      lengthEncoded(cursor);
      // Their values lie before the text; drivers for Node send none.
      if (attributes > 0) return "";
    }
    return cursor.rest();
  }

  #readServer({ body, length }: Frame, events: ProtocolEvent[]): void {
    if (this.#phase === "greeting") {
      this.#readGreeting(body, events);
      return;
    }
    const request = this.#unanswered[0];
    if (request === undefined) {
      // A server says so before it closes an idle connection.
      if (body[0] === ERR) events.push(errorEvent(undefined, readError(body)));
      return;
    }
    if (request.kind === "prepared" && body[0] === OK) this.#keepPrepared(body, request);
    const step = request.reply.next(body, length);
    if (step === "more") return;
    this.#unanswered.shift();
    if (step !== "done") this.#readFailure(step, request, events);
    if (request.statement !== undefined) {
      events.push({ kind: "answered", statement: request.statement });
    }
    if (request.kind !== "login") return;
    this.#phase = "commands";
    if (this.#isCompressed) this.#opaque = new OpaqueDecoder();
  }

  #readGreeting(body: Uint8Array, events: ProtocolEvent[]): void {
    this.#phase = "login";
    if (body[0] === ERR) {
      events.push(errorEvent(undefined, readError(body)));
      return;
    }
    const cursor = new ByteCursor(body, 1);
    cursor.zeroTerminated();
    const low = cursor.skip(4 + 8 + 1).littleEndian(2);
    const high = cursor.skip(1 + 2).littleEndian(2);
    const mariaDb = cursor.skip(1 + 6).littleEndian(4);
    const isMariaDb = !isSet(low, CLIENT_LONG_PASSWORD);
    this.#serverCapabilities = { common: high * 0x10000 + low, mariaDb: isMariaDb ? mariaDb : 0 };
  }

  #keepPrepared(body: Uint8Array, { parsed = "" }: Request): void {
    const id = new ByteCursor(body, 1).littleEndian(4);
    this.#lastPrepared = id;
    this.#prepared.set(id, parsed);
  }

  #readFailure(error: MysqlError, request: Request, events: ProtocolEvent[]): void {
    // A statement that can't be prepared is never executed.
    if (request.parsed !== undefined) this.#push(request.parsed, request, events);
    events.push(errorEvent(request.statement, error));
  }

  #begin(kind: ReplyKind): Request {
    const request: Request = { kind, reply: new MysqlReply(kind, this.#form) };
    this.#unanswered.push(request);
    if (this.#unanswered.length > MOST_UNANSWERED) this.#unanswered.shift();
    return request;
  }

  #push(text: string, request: Request, events: ProtocolEvent[]): void {
    const statement = this.#statements;
    this.#statements += 1;
    request.statement = statement;
    events.push({ kind: "statement", statement, verb: sqlVerb(text), text });
  }
}

/** A command that the server answers. */
interface Request {
  readonly kind: ReplyKind;
  readonly reply: MysqlReply;
  statement?: number;
  /** The text to prepare. */
  parsed?: string;
}

interface Capabilities {
  readonly common: number;
  /** MariaDB has further ones, in bytes that MySQL leaves empty. */
  readonly mariaDb: number;
}

const PACKET: FrameLayout = {
  headerLength: 4,
  bodyLength: (header) => new ByteCursor(header).littleEndian(3),
};

const LONGEST_PACKET = 0xffffff;
const PROTOCOL_10 = 10;
const SSL_REQUEST_LENGTH = 32;
const CLIENT_LONG_PASSWORD = 2 ** 0;
const CLIENT_COMPRESS = 2 ** 5;
const CLIENT_SSL = 2 ** 11;
const CLIENT_DEPRECATE_EOF = 2 ** 24;
const CLIENT_ZSTD = 2 ** 26;
const CLIENT_QUERY_ATTRIBUTES = 2 ** 27;
const MARIADB_CACHE_METADATA = 2 ** 4;
const COM_QUIT = 0x01;
const COM_QUERY = 0x03;
const COM_STMT_PREPARE = 0x16;
const COM_STMT_EXECUTE = 0x17;
const COM_STMT_SEND_LONG_DATA = 0x18;
const COM_STMT_CLOSE = 0x19;
const COM_STMT_BULK_EXECUTE = 0xfa;
const REPLY_OF_COMMAND: { readonly [command: number]: ReplyKind } = {
  0x04: "rows", // COM_FIELD_LIST
  0x09: "text", // COM_STATISTICS
  0x11: "login", // COM_CHANGE_USER
  0x1c: "rows", // COM_STMT_FETCH
};
const MOST_PREPARED = 1000;
const MOST_UNANSWERED = 1000;

function isSet(capabilities: number, flag: number): boolean {
  return Math.floor(capabilities / flag) % 2 === 1;
}

/** The numbers of server errors: https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html */
function isServerError(code: number): boolean {
  return code >= 1000 && code < 6000;
}

function errorEvent(statement: number | undefined, { code, sqlState }: MysqlError): ProtocolEvent {
  return {
    kind: "error",
    statement,
    code,
    ...(sqlState !== undefined && { aliases: [sqlState] }),
  };
}
