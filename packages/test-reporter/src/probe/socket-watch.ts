import { BoundedMap } from "../protocols/bounded-map.js";
import {
  OpaqueDecoder,
  type Awaited,
  type Decoder,
  type ProtocolEvent,
} from "../protocols/protocol.js";
import { PROTOCOLS, recogniseProtocol } from "../protocols/protocols.js";
import { takeAsker } from "./asked-statements.js";
import { active, currentScope, type Scope } from "./current-test.js";
import {
  LIMITS,
  type ConversationRecord,
  type SocketFacts,
  type StatementRecord,
  type TestRecord,
} from "./test-record.js";

/** How a socket came to its end. */
export interface SocketEnd {
  readonly error: Error | undefined;
  readonly by: "client" | "peer";
  /** Whether the client would have read what the peer said. */
  readonly listened: boolean;
}

/** Follows the bytes of one client connection and books them on the tests that use it. */
export class SocketWatch {
  readonly facts: SocketFacts;
  /** The socket whose bytes are plain text: a TLS socket, once there is one above the first. */
  carrier: object;
  /** Set by a client that writes outside the caller's context and names the caller itself. */
  claimed: Scope | undefined;
  /** Replies and queued requests come from the socket's own context: they belong to the last user. */
  #user: Scope | undefined = currentScope();
  readonly #conversations = new WeakMap<TestRecord, ConversationRecord>();
  /** Statements without a whole reply yet, oldest first. */
  readonly #unanswered = new BoundedMap<number, Asked>(LIMITS.unanswered);
  /** The last ones that were answered, or taken without a word: an error may name them later. */
  readonly #answered = new BoundedMap<number, Asked>(MOST_ANSWERED);
  /** What went over the connection while its protocol was open. */
  #undecided: Chunk[] | undefined = [];
  #decoder: Decoder = new OpaqueDecoder();

  constructor(carrier: object, peer: string) {
    this.carrier = carrier;
    this.facts = { protocol: "unknown", peer, live: false, awaits: "nothing" };
  }

  /** The client sends; returns on whose behalf. */
  sent(bytes: Uint8Array): Scope | undefined {
    const scope = active(this.claimed) ?? currentScope() ?? active(this.#user);
    this.#user = scope;
    const conversation = this.#conversation(scope);
    if (conversation !== undefined) conversation.bytesOut += bytes.length;
    this.#read({ direction: "sent", bytes, scope });
    return scope;
  }

  /** The peer sends. Bytes that answer several tests count for each of them. */
  received(bytes: Uint8Array): void {
    const [oldest] = this.#unanswered.values();
    const scope = active(oldest?.scope) ?? active(this.#user);
    const answered = this.#read({ direction: "received", bytes, scope });
    for (const each of answered.size > 0 ? answered : [scope]) {
      const conversation = this.#conversation(each);
      if (conversation !== undefined) conversation.bytesIn += bytes.length;
    }
  }

  /** The connection is gone. */
  closed({ error, by, listened }: SocketEnd): void {
    const [oldest] = this.#unanswered.values();
    const conversation = this.#conversation(active(oldest?.scope) ?? active(this.#user));
    if (conversation === undefined) return;
    const code = error !== undefined && "code" in error ? error.code : undefined;
    if (code === "ECONNREFUSED") conversation.end = "refused";
    // Some servers reset a connection to which goodbye was said.
    else if (this.facts.awaits === "end") conversation.end = "closed";
    else if (code === "ECONNRESET" || code === "EPIPE") conversation.end = "reset";
    else conversation.end = endOf(this.#awaited(conversation, listened), by);
  }

  /** A client that listened and heard nothing at all waited for a greeting. */
  #awaited({ bytesIn, bytesOut }: ConversationRecord, listened: boolean): Awaited {
    const waitedForGreeting = listened && this.facts.live && bytesIn + bytesOut === 0;
    return waitedForGreeting ? "reply" : this.facts.awaits;
  }

  /** Reads what was sent or received; returns whose statements it answered. */
  #read(chunk: Chunk): ReadonlySet<Scope | undefined> {
    const chunks = this.#decided(chunk);
    const answered = new Set<Scope | undefined>();
    for (const { direction, bytes, scope } of chunks) {
      this.#apply(this.#decoder[direction](bytes), { scope, size: bytes.length }, answered);
    }
    this.facts.awaits = this.#decoder.awaits;
    return answered;
  }

  /** What to decode now: once the protocol is known, everything that was held back comes first. */
  #decided(chunk: Chunk): readonly Chunk[] {
    if (this.#undecided === undefined) return [chunk];
    this.#undecided.push(chunk);
    const protocol = recogniseProtocol({
      sent: bytesOf(this.#undecided, "sent"),
      received: bytesOf(this.#undecided, "received"),
    });
    if (protocol === undefined || protocol === "unknown") {
      if (protocol === "unknown") this.#undecided = undefined;
      return [chunk];
    }
    const held = this.#undecided;
    this.#undecided = undefined;
    this.facts.protocol = protocol;
    this.#decoder = PROTOCOLS[protocol].decoder();
    return held;
  }

  #apply(
    events: readonly ProtocolEvent[],
    { scope, size }: { readonly scope: Scope | undefined; readonly size: number },
    answered: Set<Scope | undefined>,
  ): void {
    for (const event of events) {
      if (event.kind === "statement") {
        const asker = takeAsker(event.text, scope);
        this.#book(event.statement, { ...event, scope: asker });
        if (asker !== scope) this.#countAsked(asker, size);
        continue;
      }
      const asked = this.#asked(event.statement);
      if (asked !== undefined) answered.add(active(asked.scope));
      if (event.kind === "answered") this.#settle(event.statement);
      else if (asked === undefined) this.#bookError(event.code, scope);
      else if (asked.record !== undefined) {
        asked.record.error = event.code;
        if (event.aliases !== undefined) asked.record.errorAliases = event.aliases;
      }
    }
  }

  #book(
    id: number,
    { verb, text, scope }: Pick<StatementRecord, "verb" | "text"> & { scope: Scope | undefined },
  ): void {
    const conversation = this.#conversation(scope);
    const isKept =
      scope !== undefined &&
      conversation !== undefined &&
      scope.test.statements < LIMITS.statements;
    if (!isKept) {
      this.#unanswered.set(id, { scope });
      return;
    }
    scope.test.statements += 1;
    const record: StatementRecord = {
      verb,
      text: text.slice(0, LONGEST_TEXT),
      exchange: scope.exchange,
    };
    conversation.statements.push(record);
    this.#unanswered.set(id, { scope, record });
  }

  /** Bytes that ask for several tests count for each of them. */
  #countAsked(asker: Scope | undefined, size: number): void {
    const conversation = this.#conversation(asker);
    if (conversation !== undefined) conversation.bytesOut += size;
  }

  #asked(id: number | undefined): Asked | undefined {
    return id === undefined ? undefined : (this.#unanswered.get(id) ?? this.#answered.get(id));
  }

  #settle(id: number): void {
    const asked = this.#unanswered.get(id);
    if (asked === undefined) return;
    this.#unanswered.delete(id);
    this.#answered.set(id, asked);
  }

  #bookError(code: string, scope: Scope | undefined): void {
    const errors = this.#conversation(scope)?.errors;
    if (errors !== undefined && errors.length < LIMITS.statements) errors.push(code);
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
      errors: [],
    };
    scope.test.conversations.push(conversation);
    this.#conversations.set(scope.test, conversation);
    return conversation;
  }
}

/** Bytes that went one way. */
interface Chunk {
  readonly direction: "sent" | "received";
  readonly bytes: Uint8Array;
  readonly scope: Scope | undefined;
}

/** A statement that waits for its reply: whose it is, and where it is booked. */
interface Asked {
  readonly scope: Scope | undefined;
  readonly record?: StatementRecord;
}

const LONGEST_TEXT = 500;
const MOST_ANSWERED = 100;

function bytesOf(chunks: readonly Chunk[], direction: Chunk["direction"]): Uint8Array {
  return Buffer.concat(
    chunks.filter((chunk) => chunk.direction === direction).map(({ bytes }) => bytes),
  );
}

function endOf(awaited: Awaited, by: SocketEnd["by"]): ConversationRecord["end"] {
  if (awaited === "nothing" || awaited === "end") return "closed";
  if (by === "peer") return "reset";
  return awaited === "reply" ? "silent" : "closed";
}
