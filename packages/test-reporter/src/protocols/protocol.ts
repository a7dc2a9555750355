/** A wire protocol: how its conversations begin, and how they are read. A file each. */
export interface Protocol {
  /** Whether the first bytes of a connection belong to it; undefined while too few to tell. */
  recognise(opening: Opening): boolean | undefined;
  /** Reads one connection from its first byte on. */
  decoder(): Decoder;
}

/** The first bytes of a connection, each way. The side that speaks first tells protocols apart. */
export interface Opening {
  readonly sent: Uint8Array;
  readonly received: Uint8Array;
}

/**
 * Reads both directions of one connection, incrementally: however the bytes are split, the events
 * are the same. Bytes that are not the protocol's give no events. Memory is bounded, nothing throws.
 */
export interface Decoder {
  /** What the client's next bytes say. */
  sent(bytes: Uint8Array): readonly ProtocolEvent[];
  /** What the server's next bytes say. */
  received(bytes: Uint8Array): readonly ProtocolEvent[];
  readonly awaits: Awaited;
}

/**
 * What the client waits for: a reply that the server owes, an event that may never come (a
 * subscription, a blocking command), nothing, or, once it said goodbye, the end.
 */
export type Awaited = "nothing" | "reply" | "event" | "end";

/** What a connection says about statements. A statement has a number, counted from 0 on its connection. */
export type ProtocolEvent =
  | {
      readonly kind: "statement";
      readonly statement: number;
      /** What it does, upper case: SQL's first word, a command's name. Empty where it can't be read. */
      readonly verb: string;
      /** Without the data it carries: SQL with its placeholders, a command and what it is applied to. */
      readonly text: string;
    }
  | {
      readonly kind: "error";
      /** Undefined for an error that answers no statement: a refused log-in, a closed channel. */
      readonly statement: number | undefined;
      readonly code: string;
      /** Other names the same reply gives: an SQLSTATE beside a number. */
      readonly aliases?: readonly string[];
    }
  /** Nothing more is owed for it. An error may still name it, where servers take things silently. */
  | { readonly kind: "answered"; readonly statement: number };

/** Reads a connection of which nothing is understood: what was sent awaits a reply. */
export class OpaqueDecoder implements Decoder {
  awaits: Awaited = "nothing";

  sent(): readonly ProtocolEvent[] {
    this.awaits = "reply";
    return [];
  }

  received(): readonly ProtocolEvent[] {
    this.awaits = "nothing";
    return [];
  }
}

/** Whether a client's first bytes open TLS, after which a connection that is not unwrapped can't be read. */
export function opensTls(bytes: Uint8Array): boolean {
  return bytes[0] === 0x16 && (bytes.length < 2 || bytes[1] === 0x03);
}
