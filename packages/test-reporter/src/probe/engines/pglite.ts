import { postgres } from "../../protocols/postgres.js";
import type { ProtocolEvent } from "../../protocols/protocol.js";
import { guarded } from "../guarded.js";
import { isCallable } from "../intercept.js";
import type { StatementRecord } from "../test-record.js";
import { bookStatement } from "./book-statement.js";
import type { EngineWatch } from "./engine.js";
import { prototypeOf } from "./exported.js";

const IDENTITY = {
  engine: "postgres",
  module: "@electric-sql/pglite",
  isEmulation: false,
} as const;

const CALLER = /^(.*[\\/]@electric-sql[\\/]pglite[\\/]dist[\\/])[-\w]+\.js$/;

/** Postgres compiled to WebAssembly, as an ES module. It speaks Postgres' protocol with itself. */
export const pglite: EngineWatch = {
  module: IDENTITY.module,
  trace: { kind: "web-assembly", caller: CALLER },
  async watch(caller) {
    const folder = CALLER.exec(String(caller))?.[1];
    // Its parts are loaded: one of them is the caller.
    watchDialogue(prototypeOf(await import(`${String(folder)}index.js`), "PGlite"));
  },
};

/** The same as a CommonJS module. */
export const pgliteCommonJs: EngineWatch = {
  module: IDENTITY.module,
  trace: { kind: "module", file: /[\\/]@electric-sql[\\/]pglite[\\/]dist[\\/]index\.cjs$/ },
  watch(exported) {
    watchDialogue(prototypeOf(exported, "PGlite"));
  },
};

/**
 * Every statement passes `execProtocolRaw` as messages of the wire protocol. The reply comes back
 * as bytes there, or went to a parser of its own, whose caller throws what the database answered.
 */
function watchDialogue(prototype: object): void {
  around(prototype, "execProtocolRaw", (dialogue, message) => {
    dialogue.sent(message);
    return {
      settled(reply) {
        dialogue.received(reply);
      },
    };
  });
  for (const name of ["execProtocol", "execProtocolStream"]) {
    around(prototype, name, (dialogue) => ({
      failed(error) {
        const code: unknown = Reflect.get(Object(error), "code");
        if (typeof code === "string") dialogue.failed(code);
      },
    }));
  }
}

interface Reply {
  settled?(result: unknown): void;
  failed?(error: unknown): void;
}

/** Looks at a method of each database before it runs and when its promise settles. */
function around(
  prototype: object,
  name: string,
  begin: (dialogue: Dialogue, message: unknown) => Reply,
): void {
  const original: unknown = Reflect.get(prototype, name);
  if (!isCallable(original) || watched.has(original)) return;
  const method = function (this: object, ...callArguments: unknown[]): unknown {
    const reply = guarded(() => begin(dialogueOf(this), callArguments[0]));
    const result = original.apply(this, callArguments);
    if (!(result instanceof Promise)) return result;
    return result.then(
      (value: unknown) => {
        guarded(() => reply?.settled?.(value));
        return value;
      },
      (error: unknown) => {
        guarded(() => reply?.failed?.(error));
        throw error;
      },
    );
  };
  watched.add(method);
  Reflect.set(prototype, name, method);
}

const watched = new WeakSet();

/** What is said with one database: one connection, and one message at a time. */
class Dialogue {
  readonly #decoder = postgres.decoder();
  readonly #unanswered = new Map<number, StatementRecord>();

  constructor() {
    // The connection is there from the beginning, and the decoder expects one to be opened.
    this.#decoder.sent(START_UP);
    this.#decoder.received(READY);
  }

  sent(bytes: unknown): void {
    // A server before the database hands on how its own clients open a connection.
    if (!(bytes instanceof Uint8Array) || bytes[0] === 0) return;
    // What was said before was answered, whether or not the answer could be read.
    if (this.#endsRequest) this.received(READY);
    this.#endsRequest = bytes[0] === SYNC || bytes[0] === QUERY;
    this.#apply(this.#decoder.sent(bytes));
  }

  received(bytes: unknown): void {
    if (!(bytes instanceof Uint8Array) || bytes.length === 0) return;
    this.#apply(this.#decoder.received(bytes));
    if (this.#decoder.awaits === "reply") return;
    this.#unanswered.clear();
    this.#endsRequest = false;
  }

  failed(sqlState: string): void {
    const fields = Buffer.from(`C${sqlState}\0\0`);
    const length = Buffer.alloc(4);
    length.writeInt32BE(fields.length + 4);
    this.received(Buffer.concat([Buffer.from("E"), length, fields]));
  }

  #endsRequest = false;

  #apply(events: readonly ProtocolEvent[]): void {
    for (const event of events) {
      if (event.kind === "statement") {
        const statement = bookStatement(IDENTITY, event.text);
        if (statement !== undefined) this.#unanswered.set(event.statement, statement);
      } else if (event.kind === "error" && event.statement !== undefined) {
        const statement = this.#unanswered.get(event.statement);
        if (statement !== undefined) statement.error = event.code;
      }
    }
  }
}

const START_UP = Uint8Array.of(0, 0, 0, 8, 0, 3, 0, 0);
const READY = Uint8Array.of(0x5a, 0, 0, 0, 5, 0x49);
const [SYNC = 0, QUERY = 0] = Buffer.from("SQ");

const dialogues = new WeakMap<object, Dialogue>();

function dialogueOf(database: object): Dialogue {
  const known = dialogues.get(database);
  if (known !== undefined) return known;
  const dialogue = new Dialogue();
  dialogues.set(database, dialogue);
  return dialogue;
}
