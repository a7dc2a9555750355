import { ByteCursor } from "./byte-cursor.js";

/** What the capabilities of both sides mean for the form of replies. */
export interface ReplyForm {
  /** A result set's columns are followed by its rows at once, without an EOF packet between them. */
  readonly deprecatesEof: boolean;
  /** MariaDB: the column count is followed by a byte that says whether the columns follow. */
  readonly cachesMetadata: boolean;
}

/** What a command is answered with. */
export type ReplyKind =
  /** OK, ERR, or result sets. */
  | "results"
  /** A prepared statement: its parameters and columns. */
  | "prepared"
  /** Columns or rows up to an EOF packet. */
  | "rows"
  /** One packet of text. */
  | "text"
  /** The packets of a log-in. */
  | "login";

/** What a server packet meant for the reply it belongs to. */
export type ReplyStep = "more" | "done" | MysqlError;

export interface MysqlError {
  readonly code: string;
  readonly sqlState: string | undefined;
}

/** Follows the packets of one reply up to its last. */
export class MysqlReply {
  readonly #form: ReplyForm;
  readonly #kind: ReplyKind;
  #stage: "first" | "columns" | "rows";
  #columns = 0;

  constructor(kind: ReplyKind, form: ReplyForm) {
    this.#kind = kind;
    this.#form = form;
    this.#stage = kind === "rows" ? "rows" : "first";
  }

  /** The reply's next packet: its payload (or the beginning of it) and its whole length. */
  next(payload: Uint8Array, length: number): ReplyStep {
    if (payload[0] === ERR && this.#stage !== "columns") return readError(payload);
    if (this.#stage === "columns") return this.#nextColumn(payload, length);
    if (this.#stage === "rows") return this.#nextRow(payload, length);
    switch (this.#kind) {
      case "text":
        return "done";
      case "login":
        return payload[0] === OK ? "done" : "more";
      case "prepared":
        return this.#beginPrepared(payload);
      default:
        return this.#beginResult(payload);
    }
  }

  #beginResult(payload: Uint8Array): ReplyStep {
    const cursor = new ByteCursor(payload);
    if (payload[0] === OK) return hasMore(statusOfOk(cursor)) ? "more" : "done";
    // The server asks for a file; the client sends it, and an OK or ERR follows.
    if (payload[0] === LOCAL_FILE) return "more";
    this.#columns = lengthEncoded(cursor);
    if (this.#form.cachesMetadata && cursor.byte() === 0) this.#columns = 0;
    if (!this.#form.deprecatesEof) this.#columns += 1;
    this.#stage = this.#columns > 0 ? "columns" : "rows";
    return "more";
  }

  #beginPrepared(payload: Uint8Array): ReplyStep {
    const cursor = new ByteCursor(payload, 5);
    const lists = [cursor.littleEndian(2), cursor.littleEndian(2)].filter((count) => count > 0);
    const ends = this.#form.deprecatesEof ? 0 : lists.length;
    this.#columns = lists.reduce((sum, count) => sum + count, ends);
    this.#stage = "columns";
    return this.#columns > 0 ? "more" : "done";
  }

  #nextColumn(payload: Uint8Array, length: number): ReplyStep {
    this.#columns -= 1;
    if (this.#columns > 0) return "more";
    if (this.#kind === "prepared") return "done";
    this.#stage = "rows";
    const opensCursor =
      isEnd(payload, length) && (statusOfEof(payload) & STATUS_CURSOR_EXISTS) !== 0;
    return opensCursor ? "done" : "more";
  }

  #nextRow(payload: Uint8Array, length: number): ReplyStep {
    if (!isEnd(payload, length)) return "more";
    const isEof = length <= LONGEST_EOF && !this.#form.deprecatesEof;
    const status = isEof ? statusOfEof(payload) : statusOfOk(new ByteCursor(payload));
    if (this.#kind !== "results" || !hasMore(status)) return "done";
    this.#stage = "first";
    return "more";
  }
}

/** Reads an ERR packet; a server that refuses a connection outright leaves out the SQLSTATE. */
export function readError(payload: Uint8Array): MysqlError {
  const cursor = new ByteCursor(payload, 1);
  const code = String(cursor.littleEndian(2));
  const hasState = String.fromCharCode(cursor.byte()) === "#";
  return { code, sqlState: hasState ? cursor.text(5) : undefined };
}

export const OK = 0x00;
export const ERR = 0xff;
const LOCAL_FILE = 0xfb;
const END = 0xfe;
const LONGEST_EOF = 5;
const STATUS_MORE_RESULTS = 0x0008;
const STATUS_CURSOR_EXISTS = 0x0040;

/** A row may begin with the same byte, but only one that is longer than any packet. */
function isEnd(payload: Uint8Array, length: number): boolean {
  return payload[0] === END && length < 0xffffff;
}

function hasMore(status: number): boolean {
  return (status & STATUS_MORE_RESULTS) !== 0;
}

function statusOfOk(cursor: ByteCursor): number {
  cursor.skip(1);
  lengthEncoded(cursor);
  lengthEncoded(cursor);
  return cursor.littleEndian(2);
}

function statusOfEof(payload: Uint8Array): number {
  return new ByteCursor(payload, 3).littleEndian(2);
}

/** An integer of 1 to 9 bytes; the longest ones, which no count reaches, lose precision. */
export function lengthEncoded(cursor: ByteCursor): number {
  const first = cursor.byte();
  if (first === 0xfc) return cursor.littleEndian(2);
  if (first === 0xfd) return cursor.littleEndian(3);
  return first === 0xfe ? cursor.littleEndian(8) : first;
}
