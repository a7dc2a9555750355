import { opensHttp } from "../protocols/http.js";
import { opensPostgres, PostgresDecoder, type PostgresEvent } from "../protocols/postgres.js";
import { sqlVerb } from "../protocols/sql-verb.js";
import { active, currentScope, type Scope } from "./current-test.js";
import {
  LIMITS,
  type ConversationRecord,
  type SocketFacts,
  type StatementRecord,
  type TestRecord,
} from "./test-record.js";

/** Follows the bytes of one client socket and books them on the tests that use it. */
export class SocketWatch {
  readonly facts: SocketFacts;
  /** Set by a client that writes outside the caller's context and names the caller itself. */
  claimed: Scope | undefined;
  /** Replies and queued requests come from the socket's own context: they belong to the last user. */
  #user: Scope | undefined = currentScope();
  readonly #conversations = new WeakMap<TestRecord, ConversationRecord>();
  readonly #unanswered = new Map<number, StatementRecord>();
  #firstBytes: Uint8Array | undefined = new Uint8Array(0);
  #postgres: PostgresDecoder | undefined;

  constructor(peer: string) {
    this.facts = { protocol: "unknown", peer, live: false, awaitsReply: false };
  }

  /** The client sends; returns on whose behalf. */
  sent(bytes: Uint8Array): Scope | undefined {
    const scope = active(this.claimed) ?? currentScope() ?? active(this.#user);
    this.#user = scope;
    const conversation = this.#conversation(scope);
    if (conversation !== undefined) conversation.bytesOut += bytes.length;
    const undecided = this.#firstBytes;
    const known = undecided === undefined ? bytes : this.#recognise(undecided, bytes);
    this.#apply(this.#postgres?.sent(known) ?? [], scope);
    this.facts.awaitsReply = this.#postgres?.awaitsReply ?? true;
    return scope;
  }

  /** The peer sends. */
  received(bytes: Uint8Array): void {
    const scope = active(this.#user);
    const conversation = this.#conversation(scope);
    if (conversation !== undefined) conversation.bytesIn += bytes.length;
    this.#apply(this.#postgres?.received(bytes) ?? [], scope);
    this.facts.awaitsReply = this.#postgres?.awaitsReply ?? false;
  }

  /** The socket is gone: by an error, by the peer, or by the client itself. */
  closed(error: Error | undefined, closedByPeer: boolean): void {
    const conversation = this.#conversation(active(this.#user));
    if (conversation === undefined) return;
    const code = error !== undefined && "code" in error ? error.code : undefined;
    if (code === "ECONNREFUSED") conversation.end = "refused";
    else if (code === "ECONNRESET" || code === "EPIPE") conversation.end = "reset";
    else if (!this.facts.awaitsReply) conversation.end = "closed";
    else conversation.end = closedByPeer ? "reset" : "silent";
  }

  /** What to decode now: nothing while the protocol is open, then everything held back. */
  #recognise(held: Uint8Array, bytes: Uint8Array): Uint8Array {
    const first = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
    const isPostgres = opensPostgres(first);
    if (isPostgres === undefined) {
      this.#firstBytes = first;
      return NOTHING;
    }
    this.#firstBytes = undefined;
    if (isPostgres) {
      this.facts.protocol = "postgres";
      this.#postgres = new PostgresDecoder();
    } else if (opensHttp(first) === true) {
      this.facts.protocol = "http";
    }
    return first;
  }

  #apply(events: readonly PostgresEvent[], scope: Scope | undefined): void {
    for (const event of events) {
      if (event.kind === "statement") this.#book(event.statement, event.text, scope);
      else if (event.statement !== undefined) {
        const statement = this.#unanswered.get(event.statement);
        if (statement !== undefined) statement.error = event.sqlState;
      }
    }
    if (this.#postgres?.awaitsReply === false) this.#unanswered.clear();
  }

  #book(id: number, text: string, scope: Scope | undefined): void {
    const conversation = this.#conversation(scope);
    if (scope === undefined || conversation === undefined) return;
    if (scope.test.statements >= LIMITS.statements) return;
    scope.test.statements += 1;
    const statement: StatementRecord = {
      verb: sqlVerb(text),
      text: text.slice(0, LONGEST_TEXT),
      exchange: scope.exchange,
    };
    conversation.statements.push(statement);
    this.#unanswered.set(id, statement);
  }

  #conversation(scope: Scope | undefined): ConversationRecord | undefined {
    if (scope === undefined) return undefined;
    const known = this.#conversations.get(scope.test);
    if (known !== undefined) return known;
    if (scope.test.conversations.length >= LIMITS.conversations) return undefined;
    const conversation: ConversationRecord = {
      socket: this.facts,
      bytesOut: 0,
      bytesIn: 0,
      end: "open",
      statements: [],
    };
    scope.test.conversations.push(conversation);
    this.#conversations.set(scope.test, conversation);
    return conversation;
  }
}

const NOTHING = new Uint8Array(0);
const LONGEST_TEXT = 500;
