/** A piece of SQL, with offsets in UTF-16 units. */
export interface SqlToken {
  /** `name` is a quoted identifier, `body` a dollar-quoted text. */
  readonly kind: "word" | "name" | "string" | "body" | "number" | "symbol";
  /** As written, without the quotes of a name, a string or a body. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface SqlComment {
  /** Without the signs that begin and end it. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** Something that is opened and never closed. */
export interface UnclosedSql {
  readonly what: "string" | "name" | "comment" | "dollar-quoted body";
  readonly start: number;
}

export interface LexedSql {
  readonly tokens: readonly SqlToken[];
  readonly comments: readonly SqlComment[];
  readonly unclosed: UnclosedSql | undefined;
}

/** What only one dialect knows: MySQL's escapes and `#` comments. */
interface Reading {
  readonly escapes: boolean;
}

/** Larger files hold rows, not changes of the schema, and their tokens alone would fill the memory. */
export const MAX_SQL_CHARACTERS = 1024 * 1024;

/**
 * The tokens of a text in any dialect. What a backslash in a string means differs between dialects, so that a
 * text in which something stays open is read the other way before it is called broken.
 */
export function lexSql(text: string): LexedSql {
  if (text.length > MAX_SQL_CHARACTERS) return { tokens: [], comments: [], unclosed: undefined };
  const standard = new SqlLexer(text, { escapes: false }).read();
  if (!standard.unclosed || !text.includes("\\")) return standard;
  const escaped = new SqlLexer(text, { escapes: true }).read();
  return escaped.unclosed ? standard : escaped;
}

/** A stand-in for what is put into a text when it runs; no name in SQL has it. */
export const HOLE = "\uE000";

const SPACE = /[\s\uFEFF]+/y;
const WORD = /[\p{L}_@\uE000][\p{L}\p{N}_$@\uE000]*/uy;
const NUMBER = /\d[\w.]*/y;
const LINE_COMMENT = /--[^\r\n]*|#(?![->])[^\r\n]*/y;
const DOLLAR = /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy;
/** `:name` and `:'name'` of psql, `{{name}}` and `${name}` of templates: something a tool fills in. */
const FILLED = /:(?!:)["']?[A-Za-z_]\w*["']?|\$?\{\{?[\w.\s]*\}?\}|\$\d+/y;
const DELIMITER = /delimiter[ \t]+(\S+)[ \t]*(?=\r?\n|$)/iy;
const GO = /go[ \t]*(?:\d+[ \t]*)?(?=\r?\n|$)/iy;
const META = /\\[^\r\n]*/y;

class SqlLexer {
  readonly #text: string;
  readonly #reading: Reading;
  readonly #tokens: SqlToken[] = [];
  readonly #comments: SqlComment[] = [];
  #delimiter = ";";
  #at = 0;
  #nests = true;
  #unclosed: UnclosedSql | undefined;

  constructor(text: string, reading: Reading) {
    this.#text = text;
    this.#reading = reading;
  }

  read(): LexedSql {
    while (this.#at < this.#text.length && !this.#unclosed) this.#next();
    return { tokens: this.#tokens, comments: this.#comments, unclosed: this.#unclosed };
  }

  #next(): void {
    if (this.#match(SPACE) || this.#comment() || this.#line()) return;
    if (this.#delimiter !== ";" && this.#text.startsWith(this.#delimiter, this.#at)) {
      this.#push("symbol", ";", this.#at + this.#delimiter.length);
      return;
    }
    if (this.#quoted()) return;
    this.#plain();
  }

  /** What a line by itself says to the tool that runs the file, not to the database. */
  #line(): boolean {
    const before = this.#text[this.#at - 1];
    const isStart = before === undefined || before === "\n" || before === "\r";
    if (!isStart) return false;
    const delimiter = this.#match(DELIMITER);
    if (delimiter) {
      this.#delimiter = delimiter[1] ?? ";";
      return true;
    }
    const start = this.#at;
    if (this.#match(GO)) {
      this.#tokens.push({ kind: "symbol", text: ";", start, end: this.#at });
      return true;
    }
    return this.#match(META) !== undefined;
  }

  #comment(): boolean {
    const start = this.#at;
    const line = this.#match(LINE_COMMENT);
    if (line) {
      const sign = line[0].startsWith("#") ? 1 : 2;
      this.#comments.push({ value: line[0].slice(sign), start, end: this.#at });
      return true;
    }
    if (!this.#text.startsWith("/*", start)) return false;
    const end = this.#endOfBlock(start);
    if (end === undefined) return this.#open("comment", start);
    this.#comments.push({ value: this.#text.slice(start + 2, end - 2), start, end });
    this.#at = end;
    return true;
  }

  /** PostgreSQL's comments nest; elsewhere the first end ends them, which is taken where the nesting never closes. */
  #endOfBlock(start: number): number | undefined {
    const signs = /\/\*|\*\//g;
    signs.lastIndex = start;
    let depth = 0;
    for (
      let sign = this.#nests ? signs.exec(this.#text) : null;
      sign;
      sign = signs.exec(this.#text)
    ) {
      depth += sign[0] === "/*" ? 1 : -1;
      if (depth === 0) return signs.lastIndex;
    }
    this.#nests = false;
    const first = this.#text.indexOf("*/", start + 2);
    return first === -1 ? undefined : first + 2;
  }

  #quoted(): boolean {
    const start = this.#at;
    switch (this.#text[start]) {
      case "'":
        return this.#until("string", "'", this.#reading.escapes || this.#isEscapeString());
      case '"':
        return this.#until("name", '"', false);
      case "`":
        return this.#until("name", "`", false);
      case "[":
        return this.#bracket();
      case "$":
        return this.#dollar();
      default:
        return false;
    }
  }

  /** `E'…'` of PostgreSQL. */
  #isEscapeString(): boolean {
    const last = this.#tokens.at(-1);
    return last?.end === this.#at && /^e$/i.test(last.text);
  }

  #until(kind: "string" | "name", quote: string, escapes: boolean): boolean {
    const start = this.#at;
    let from = start + 1;
    for (;;) {
      const end = this.#text.indexOf(quote, from);
      if (end === -1) return this.#open(kind, start);
      if (escapes && isEscaped(this.#text, end, start)) from = end + 1;
      else if (this.#text[end + 1] === quote) from = end + 2;
      else {
        const inner = this.#text.slice(start + 1, end).replaceAll(quote + quote, quote);
        this.#push(kind, inner, end + 1);
        return true;
      }
    }
  }

  /** `[name]` of SQL Server, where it can't be the index of an array. */
  #bracket(): boolean {
    const name = /\[([A-Za-z_][\w $-]*)\]/y;
    name.lastIndex = this.#at;
    const match = name.exec(this.#text);
    const last = this.#tokens.at(-1);
    if (!match || (last?.end === this.#at && last.text !== ".")) return false;
    this.#push("name", match[1] ?? "", name.lastIndex);
    return true;
  }

  #dollar(): boolean {
    const start = this.#at;
    const tag = this.#match(DOLLAR)?.[0];
    if (tag === undefined) return false;
    const end = this.#text.indexOf(tag, this.#at);
    if (end === -1) return this.#open("dollar-quoted body", start);
    const body = this.#text.slice(this.#at, end);
    this.#at = start;
    this.#push("body", body, end + tag.length);
    return true;
  }

  #plain(): void {
    const start = this.#at;
    for (const [kind, pattern] of PLAIN) {
      const match = this.#match(pattern);
      if (!match) continue;
      const text = pattern === FILLED ? HOLE : match[0];
      this.#tokens.push({ kind, text, start, end: this.#at });
      return;
    }
    this.#push("symbol", this.#text[start] ?? "", start + 1);
  }

  #push(kind: SqlToken["kind"], text: string, end: number): void {
    this.#tokens.push({ kind, text, start: this.#at, end });
    this.#at = end;
  }

  #open(what: UnclosedSql["what"], start: number): true {
    this.#unclosed = { what, start };
    return true;
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (!match) return undefined;
    this.#at = pattern.lastIndex;
    return match;
  }
}

const PLAIN: readonly (readonly [SqlToken["kind"], RegExp])[] = [
  ["word", WORD],
  ["number", NUMBER],
  ["word", FILLED],
];

function isEscaped(text: string, at: number, start: number): boolean {
  let slashes = 0;
  for (let index = at - 1; index > start && text[index] === "\\"; index -= 1) slashes += 1;
  return slashes % 2 === 1;
}
