import type { Awaited } from "../protocols/protocol.js";
import { comparedValues } from "./compared-values.js";
import type { Conversation, OutboundExchange, Statement, WatchedEngineUse } from "./observation.js";

/** What is being gathered about a test while it runs. */
export interface TestRecord {
  readonly inbound: InboundRecord[];
  readonly outbound: Mutable<OutboundExchange>[];
  readonly conversations: ConversationRecord[];
  /** By the engine's module. */
  readonly inProcess: Map<string, EngineRecord>;
  /** Modules of engines that were loaded during the test, which may have been asked before they were watched. */
  readonly newEngines: Set<string>;
  /** Ids of the sites that ran; there are no more of them than the sources have. */
  readonly ran: Set<string>;
  readonly assertedValues: Set<string>;
  assertions: number;
  concurrent: boolean;
  /** True once the observation was made; what comes later belongs to nobody. */
  ended: boolean;
  statements: number;
  /** Orders the begins and ends of inbound exchanges. */
  ticks: number;
}

export interface InboundRecord {
  readonly method: string;
  readonly path: string;
  /** What distinguishes it from other requests to its route: the URL and what is known of the body. */
  key: string;
  route?: string;
  status?: number;
  readonly begin: number;
  end?: number;
}

/** One test's share of one socket. */
export interface ConversationRecord {
  readonly socket: SocketFacts;
  bytesOut: number;
  bytesIn: number;
  end: Conversation["end"];
  readonly statements: StatementRecord[];
  readonly errors: string[];
}

/** What is known of a socket, whichever test uses it. */
export interface SocketFacts {
  protocol: Conversation["protocol"];
  peer: string;
  live: boolean;
  awaits: Awaited;
}

/** One test's share of an engine in this process. */
export interface EngineRecord extends Omit<WatchedEngineUse, "statements"> {
  readonly statements: StatementRecord[];
}

export interface StatementRecord extends Mutable<Omit<Statement, "servedBy">> {
  readonly exchange: InboundRecord | undefined;
}

export type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** The most entries of each list that one test may report. */
export const LIMITS = {
  inbound: 1000,
  outbound: 1000,
  conversations: 500,
  statements: 500,
  unanswered: 1000,
  assertedValues: 200,
} as const;

export function createTestRecord(): TestRecord {
  return {
    inbound: [],
    outbound: [],
    conversations: [],
    inProcess: new Map(),
    newEngines: new Set(),
    ran: new Set(),
    assertedValues: new Set(),
    assertions: 0,
    concurrent: false,
    ended: false,
    statements: 0,
    ticks: 0,
  };
}

/** Counts one assertion and keeps what it compared. */
export function addAsserted(test: TestRecord, compared: unknown): void {
  test.assertions += 1;
  for (const value of comparedValues(compared)) {
    if (test.assertedValues.size >= LIMITS.assertedValues) return;
    test.assertedValues.add(value);
  }
}

/** The next moment of the test's own clock. */
export function tick(test: TestRecord): number {
  test.ticks += 1;
  return test.ticks;
}
