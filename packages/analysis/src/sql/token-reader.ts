import { HOLE, type SqlToken } from "./lex.js";

/** Reads the tokens of one statement from left to right. */
export class TokenReader {
  readonly #tokens: readonly SqlToken[];
  #at = 0;

  constructor(tokens: readonly SqlToken[]) {
    this.#tokens = tokens;
  }

  get isDone(): boolean {
    return this.#at >= this.#tokens.length;
  }

  peek(ahead = 0): SqlToken | undefined {
    return this.#tokens[this.#at + ahead];
  }

  next(): SqlToken | undefined {
    const token = this.peek();
    this.#at += 1;
    return token;
  }

  /** True where these keywords come next. */
  sees(...words: readonly string[]): boolean {
    return words.every((word, index) => isWord(this.peek(index), word));
  }

  /** Takes these keywords if they come next. */
  takes(...words: readonly string[]): boolean {
    if (!this.sees(...words)) return false;
    this.#at += words.length;
    return true;
  }

  /** Takes the first of these keywords, whichever comes next. */
  takesAny(...words: readonly string[]): boolean {
    return words.some((word) => this.takes(word));
  }

  /** A name as it is written, without its schema; undefined where something is filled in, or no name comes. */
  name(): string | undefined {
    let token = this.#identifier();
    while (token && this.peek()?.text === "." && this.peek()?.kind === "symbol") {
      this.next();
      token = this.#identifier();
    }
    return token === undefined || token.text.includes(HOLE) ? undefined : token.text;
  }

  #identifier(): SqlToken | undefined {
    const token = this.peek();
    return token?.kind === "word" || token?.kind === "name" || token?.kind === "string"
      ? this.next()
      : undefined;
  }

  /** What stands between the parentheses that come next, or nothing. */
  group(): TokenReader | undefined {
    if (!isSymbol(this.peek(), "(")) return undefined;
    this.next();
    const inner: SqlToken[] = [];
    for (let depth = 1; ;) {
      const token = this.next();
      if (!token) break;
      if (isSymbol(token, "(")) depth += 1;
      if (isSymbol(token, ")")) depth -= 1;
      if (depth === 0) break;
      inner.push(token);
    }
    return new TokenReader(inner);
  }

  /** The parts between the commas that stand in no parentheses. */
  parts(): readonly TokenReader[] {
    const parts: SqlToken[][] = [[]];
    let depth = 0;
    for (let token = this.next(); token; token = this.next()) {
      if (isSymbol(token, "(")) depth += 1;
      if (isSymbol(token, ")")) depth -= 1;
      if (depth === 0 && isSymbol(token, ",")) parts.push([]);
      else parts.at(-1)?.push(token);
    }
    return parts.filter((part) => part.length > 0).map((part) => new TokenReader(part));
  }

  /** The columns that a parenthesised list begins with: up to the first that is an expression. */
  columns(): readonly string[] {
    const columns: string[] = [];
    for (const part of this.group()?.parts() ?? []) {
      const name = part.name();
      if (name === undefined || isSymbol(part.peek(), "(")) break;
      columns.push(name);
    }
    return columns;
  }

  /** All that is left. */
  rest(): readonly SqlToken[] {
    return this.#tokens.slice(this.#at);
  }

  /** Where the part that was read last ends. */
  get end(): number {
    return this.#tokens[Math.min(this.#at, this.#tokens.length) - 1]?.end ?? 0;
  }
}

export function isWord(token: SqlToken | undefined, word: string): boolean {
  return token?.kind === "word" && token.text.toLowerCase() === word;
}

export function isSymbol(token: SqlToken | undefined, sign: string): boolean {
  return token?.kind === "symbol" && token.text === sign;
}

/** The tokens as text, in small letters outside of strings and with one space between them. */
export function textOf(tokens: readonly SqlToken[]): string {
  return tokens
    .map(({ kind, text }) =>
      kind === "string" || kind === "body" ? `'${text}'` : text.toLowerCase(),
    )
    .join(" ");
}
